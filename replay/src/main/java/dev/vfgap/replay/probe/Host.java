package dev.vfgap.replay.probe;

/** Something that host commands act on. What it has no answer of its own for, it lets happen without effect. */
interface Host {

    default HostAnswer apply(HostCommand.Up command) {
        return HostAnswer.APPLIED;
    }

    default HostAnswer apply(HostCommand.Down command) {
        return HostAnswer.APPLIED;
    }

    default HostAnswer apply(HostCommand.Promiscuous command) {
        return HostAnswer.APPLIED;
    }

    default HostAnswer apply(HostCommand.Enslave command) {
        return HostAnswer.APPLIED;
    }

    default HostAnswer apply(HostCommand.OwnAddress command) {
        return HostAnswer.APPLIED;
    }

    default HostAnswer apply(HostCommand.Rename command) {
        return HostAnswer.APPLIED;
    }

    default HostAnswer apply(HostCommand.VfMac command) {
        return HostAnswer.APPLIED;
    }

    default HostAnswer apply(HostCommand.VfVlan command) {
        return HostAnswer.APPLIED;
    }

    default HostAnswer apply(HostCommand.VfTrust command) {
        return HostAnswer.APPLIED;
    }

    default HostAnswer apply(HostCommand.VfSpoofCheck command) {
        return HostAnswer.APPLIED;
    }

    default HostAnswer apply(HostCommand.VfLinkState command) {
        return HostAnswer.APPLIED;
    }

    default HostAnswer apply(HostCommand.AddDevice command) {
        return HostAnswer.APPLIED;
    }

    default HostAnswer apply(HostCommand.DeleteDevice command) {
        return HostAnswer.APPLIED;
    }

    default HostAnswer apply(HostCommand.AddOwnEntry command) {
        return HostAnswer.APPLIED;
    }

    default HostAnswer apply(HostCommand.DeleteOwnEntry command) {
        return HostAnswer.APPLIED;
    }

    default HostAnswer apply(HostCommand.CreateVfs command) {
        return HostAnswer.APPLIED;
    }

    default HostAnswer apply(HostCommand.BindDriver command) {
        return HostAnswer.APPLIED;
    }

    default HostAnswer apply(HostCommand.UnbindDriver command) {
        return HostAnswer.APPLIED;
    }

    default HostAnswer apply(HostCommand.ResetFunction command) {
        return HostAnswer.APPLIED;
    }

    default HostAnswer apply(HostCommand.Irrelevant command) {
        return HostAnswer.APPLIED;
    }

    /** A command that is not known is taken to have done nothing of interest. */
    default HostAnswer apply(HostCommand.Unknown command) {
        return HostAnswer.APPLIED;
    }
}
