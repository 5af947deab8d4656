package dev.vfgap.models.operate;

import dev.vfgap.models.frame.Host;

/** Who carries out the actions of a plan: one verb for each {@link Action}. */
public interface Operator {
    void setFilter(Host host, FilterTarget to);

    void deviceDel(Host host);

    void deviceAdd(Host host);

    void setLink(Host host, LinkSetting link);

    void netdevDel(Host host);

    void migrate();

    void migrateCancel();

    void killDestination();

    void setStandbyLink(Host host, LinkSetting link);

    void setMacvtap(Host host, LinkSetting link);

    void setPf(Host host, LinkSetting link);

    void surpriseRemove(Host host);

    void pressButton(Host host);

    void announce(Host host);

    void releaseVcpu(Host host);

    void guestDetach(Host host);

    void guestAttach(Host host);

    void migrateStartPostcopy();
}
