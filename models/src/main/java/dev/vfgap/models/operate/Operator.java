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
}
