count=$(cat "$DEVICE/sriov_numvfs")
[ "$count" -gt $VF ] || fail "$PF: has $count VFs, and none with number $VF; leave out --existing-vf to make it, or name one that is there"
VFPCI=$(basename "$(readlink "$DEVICE/virtfn$VF")")
VFDRIVER=$(basename "$(readlink "$DEVICE/virtfn$VF/driver")")
OVERRIDE=$(sed 's/^(null)$//' "$DEVICE/virtfn$VF/driver_override" 2>/dev/null)
EXISTING="\"count\":$count${VFDRIVER:+,\"driver\":\"$VFDRIVER\"}"
in_use() { fail "$PF: VF $VF is in use: $1"; }
device=$(ls "$DEVICE/virtfn$VF/net" 2>/dev/null | head -n 1)
case $VFDRIVER in
    '') ;;
    *vfio*)
        group=$(basename "$(readlink "$DEVICE/virtfn$VF/iommu_group")")
        vfio=$(ls "$DEVICE/virtfn$VF/vfio-dev" 2>/dev/null | head -n 1)
        holder=$(find /proc -maxdepth 3 -path '/proc/[0-9]*/fd/*' \( -lname "*/vfio/${group:-none}" -o -lname "*/vfio/noiommu-${group:-none}" -o -lname "*/vfio/devices/${vfio:-none}" \) 2>/dev/null | head -n 1)
        [ -z "$holder" ] || in_use "a guest has it ($VFDRIVER, $holder); take it from the guest first"
        ;;
    *)
        [ -n "$device" ] || in_use "$VFDRIVER has it, and it has no interface here, as in a container or under a program of its own; take it from there first"
        [ ! -e "/sys/class/net/$device/master" ] || in_use "$device is a port of $(basename "$(readlink "/sys/class/net/$device/master")"); take it out first: ip link set $device nomaster"
        upper=$(ls "/sys/class/net/$device" | sed -n 's/^upper_//p' | head -n 1)
        [ -z "$upper" ] || in_use "$upper stands on $device; remove it first"
        addressed=$(ip -o addr show dev "$device")
        case "$(ip -o link show dev "$device")" in *[\<,]UP[,\>]*) in_use "$device is up${addressed:+ and has addresses}; if nobody needs it, switch it off first: ip link set $device down" ;; esac
        ;;
esac
# What the VF was told: a line for each VF, in which key KEY shows the first value of a key.
TOLD=$(ip -details -json link show dev $PF | sed 's/{"vf":/\n&/g' | grep '^{"vf":')
other=$(echo "$TOLD" | grep "\"$MAC\"" | sed 's/^{"vf":\([0-9]*\).*/\1/' | head -n 1)
[ -z "$other" ] || fail "$PF: VF $other has $MAC already; name an address that nobody has"
TOLD=$(echo "$TOLD" | grep "^{\"vf\":$VF,")
key() { echo "$TOLD" | grep -o "\"$1\":[^,}]*" | head -n 1 | sed 's/^[^:]*://' | tr -d '"'; }
word() { case $1 in true) echo on ;; false) echo off ;; esac; }
OLDMAC=$(key mac)
OLDMAC=${OLDMAC:-$(key address)}
[ -n "$OLDMAC" ] || fail "$PF: ip shows no MAC of VF $VF, so it could not be given back; a newer iproute2 shows it"
OLDVLAN=$(key vlan) qos=$(key qos) proto=$(key protocol)
OLDVLAN="${OLDVLAN:-0}${qos:+ qos $qos}${proto:+ proto $proto}"
OLDTRUST=$(word "$(key trust)") OLDSPOOF=$(word "$(key spoofchk)") OLDSTATE=$(key link_state)
