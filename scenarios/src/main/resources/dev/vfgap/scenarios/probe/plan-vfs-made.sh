[ "$(cat "$DEVICE/sriov_numvfs")" = 0 ] || fail "$PF: has VFs already; remove them when no guest uses them (echo 0 > $DEVICE/sriov_numvfs), or probe one that is there (--existing-vf)"
[ "$(cat "$DEVICE/sriov_totalvfs")" -ge $NUMVFS ] || fail "$PF: has no VF $VF"
