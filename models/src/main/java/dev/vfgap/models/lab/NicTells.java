package dev.vfgap.models.lab;

import dev.vfgap.models.frame.Host;
import dev.vfgap.models.guest.VfDriver;
import dev.vfgap.models.lab.ControlLog.Milestone.Kind;
import dev.vfgap.models.nic.FilterRegisters;
import dev.vfgap.models.operate.LinkSetting;

/** What a host's NIC tells the lab and the VF's driver. */
record NicTells(Host host, VfDriver driver, HostReports around) implements HostNic.Listener {
    @Override
    public void vfResets() {
        driver.reset();
    }

    @Override
    public void vfResetEnds() {
        driver.resetDone();
    }

    @Override
    public void rewritten(String what, FilterRegisters registers) {
        around.effect("NIC " + host + ": " + what, (lab, why) -> lab.nic(host, registers, why));
    }

    @Override
    public void trouble(String what) {
        around.milestone(Kind.TROUBLE, host, "NIC " + host + ": " + what);
    }

    @Override
    public void link(LinkSetting state) {
        if (state == LinkSetting.UP) {
            driver.lineUp();
        } else {
            driver.lineDown();
        }
    }
}
