#!/bin/sh
# When does the driver of this NIC lead a VF's MAC to the VF? Written by vfgap probe plan; needs no Java.
#
#   sh THIS-FILE [FOLDER]           does it, and writes into FOLDER (default: vfgap-probe)
#   sh THIS-FILE restore FOLDER     takes back what a run that was killed has left
#   vfgap probe judge FOLDER/*      then says what it shows, on any machine
#
# Needs root, iproute2, tcpdump, GNU date and, to send, mausezahn (netsniff-ng). What it changes is written down in
# FOLDER/undo before it is changed, and taken back at the end, on an error, and on Ctrl-C (SIGINT, SIGTERM, SIGHUP).
# Creating and removing VFs resets the PF: its link is gone for a second or two.
#
# SETTLE=5 sh THIS-FILE            steps of 5 s after their commands (whole seconds, 1 to 20; default 3)
#
# Where another machine sends, the script stops before each variant until Enter is pressed, SENDER_WAIT seconds at most (1 to
# 3600; default 600). SENDER='sh mine.sh' asks nobody: it runs sh mine.sh begin VARIANT FOLDER before a variant, and the same with
# end for begin after it, which may take the wire's capture into FOLDER; each may take SENDER_WAIT seconds.
set -u

PF=enp1s0f0
VF=2
NUMVFS=3
MAC=52:54:00:fa:11:0e
FROM=enp2s0

DEVICE=/sys/class/net/$PF/device
SETTLE=${SETTLE:-3}
SENDER=${SENDER:-}
SENDER_WAIT=${SENDER_WAIT:-600}
FRAME_MS=7                      # one frame of each stream in so many ms
# The frames' numbers have 16 bits. A variant ends a minute before they come round: a sender elsewhere begins before it does.
LONGEST=$((65536 * FRAME_MS / 1000 - 60))
VFPCI= VFDEV= VFMAC= VARIANT= SENDERS= CAPTURES= DIR= AFTER= BEGUN= SENDING= STEPS= LEFT= EXISTING=

fail() { echo "$1" >&2; exit "${2:-4}"; }
now() { date +%s%N; }

# Takes back, last change first. A line that fails is told and kept, so that restore can be tried again.
restore() {
    failed=0
    for file in $(ls -r "$OUT/undo" 2>/dev/null); do
        if sh -c "$(cat "$OUT/undo/$file")"; then rm "$OUT/undo/$file"; else
            echo "could not take back: $(cat "$OUT/undo/$file")" >&2; failed=1
        fi
    done
    return $failed
}

OUT=${1:-vfgap-probe}
if [ "$OUT" = restore ]; then
    OUT=${2:?the folder of the run}
    restore || exit 4
    exit 0
fi

# What must hold before anything is touched.
case $SETTLE in [1-9] | 1[0-9] | 20) ;; *) fail "SETTLE is $SETTLE; write whole seconds from 1 to 20" 2 ;; esac
case $SENDER_WAIT in [1-9] | [1-9][0-9] | [1-9][0-9][0-9] | [12][0-9][0-9][0-9] | 3[0-5][0-9][0-9] | 3600) ;; *) fail "SENDER_WAIT is $SENDER_WAIT; write whole seconds from 1 to 3600" 2 ;; esac
[ -z "$SENDER" ] || [ "$FROM" = external ] || fail "SENDER is for a script whose frames come from another machine; this one sends on $FROM itself" 2
[ "$(id -u)" = 0 ] || fail "run it as root"
[ "$(date +%N)" != N ] || fail "this date has no nanoseconds; GNU coreutils has one"
for program in ip bridge tcpdump; do command -v $program >/dev/null || fail "$program is not installed"; done
[ "$FROM" != external ] || command -v timeout >/dev/null || fail "timeout is not installed (coreutils)"
[ "$FROM" = external ] || command -v mausezahn >/dev/null || fail "mausezahn is not installed (netsniff-ng)"
[ -e "$DEVICE/sriov_numvfs" ] || fail "$PF: is no PF with SR-IOV"
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
for device in $PF $FROM; do
    [ $device = external ] && continue
    ip link show dev $device >/dev/null 2>&1 || fail "$device: there is no such interface"
    case "$(ip -o link show dev $device)" in *[\<,]UP[,\>]*) ;; *) fail "$device: is down; switch it on: ip link set $device up" ;; esac
    [ "$(cat /sys/class/net/$device/address)" != $MAC ] || fail "$device: has $MAC itself; name a MAC that nobody has"
    { ip -4 route show default; ip -6 route show default; } | grep -qE " dev $device( |\$)" && fail "$device: carries the default route; probe another port"
done
[ ! -e /sys/class/net/$FROM/lower_$PF ] || fail "$FROM: stands on $PF, and what it sends does not come back; name a port that is cabled to it"
ip -d link show dev $PF | grep -q " promiscuity 0 " || fail "$PF: is promiscuous already, or something holds an address on it"
[ ! -e /sys/class/net/$PF/master ] || fail "$PF: is a port of $(basename "$(readlink /sys/class/net/$PF/master)") already"
bridge fdb show dev $PF | grep -q "^$MAC " && fail "$PF: holds $MAC already; name a MAC that nobody has"
ls "$OUT/undo" 2>/dev/null | grep -q . && fail "$OUT: an earlier run was not taken back; sh $0 restore $OUT"

# How it is now.
AUTOPROBE=$(cat "$DEVICE/sriov_drivers_autoprobe")
PFMAC=$(cat /sys/class/net/$PF/address)
DRIVER=$(basename "$(readlink "$DEVICE/driver")")
PCIID=$(sed s/0x// "$DEVICE/vendor"):$(sed s/0x// "$DEVICE/device")
FIRMWARE=$(ethtool -i $PF 2>/dev/null | sed -n 's/^firmware-version: *//p' | tr -d '"\\')
# Whether it is a model in a hypervisor: only where the host shows it, with the sign.
EMULATED=
if [ "$(cat "$DEVICE/subsystem_vendor" 2>/dev/null)" = 0x1af4 ]; then
    EMULATED=',"emulated":true,"emulatedSign":"PCI subsystem vendor 1af4: QEMU'"'"'s own models have it"'
elif grep -qs '^flags' /proc/cpuinfo && ! grep -qs '^flags.* hypervisor' /proc/cpuinfo && grep -qsv '^QEMU$' /sys/class/dmi/id/sys_vendor; then
    EMULATED=',"emulated":false,"emulatedSign":"the CPU'"'"'s flags name no hypervisor, and the machine is not called QEMU"'
fi
mkdir -p "$OUT/undo" || fail "$OUT: cannot be written to"

# remember THING UNDO TEST: how a thing is taken back, if TEST holds; only before its first change.
remember() {
    ls "$OUT/undo" | grep -q "^[0-9]*-$1\$" && return
    count=$(($(cat "$OUT/.count" 2>/dev/null || echo 100) + 1))
    echo $count >"$OUT/.count"
    # Whole or not at all: a half-written line could not be taken back.
    echo "if $3; then $2; fi" >"$OUT/undo/.new" && mv "$OUT/undo/.new" "$OUT/undo/$count-$1"
    sync
}

# A program in the background goes on when this one is killed; its number may be another's by then, which has not our MAC in its words.
remember_job() { remember "job-$1" "kill $1" "grep -qs $MAC /proc/$1/cmdline"; }

event() { printf '{"t_ns":%s,"name":"%s","detail":{%s}}\n' "$1" "$2" "$3" >>"$DIR/events.jsonl"; }

# step NAME COMMANDS: runs them, writes down when, and waits until their effect has settled.
step() {
    [ $(($(date +%s) - BEGUN + SETTLE)) -lt $LONGEST ] || fail "$VARIANT: ended before step $1, since the frames' numbers would come round; take a smaller SETTLE"
    echo "$VARIANT: $1${2:+: $2}"
    STEPS="$STEPS${STEPS:+,}\"$1\""
    if [ -z "$2" ]; then event "$(now)" "$1" ''; sleep "$SETTLE"; return; fi
    begun=$(now)
    said=$(eval "$2" 2>&1)
    rc=$?
    ended=$(now)
    said=$(printf %s "$said" | tr -d '"\\' | tr '\n\t' '  ')
    event "$begun" "$1" "\"cmd\":\"$2\",\"rc\":$rc,\"t_end_ns\":$ended,\"out\":\"$said\""
    [ $rc = 0 ] || echo "  failed with $rc: $said" >&2
    [ -z "$AFTER" ] || { eval "$AFTER"; AFTER=; }
    sleep "$SETTLE"
}

# left_out NAME WHY: a step that is not done.
left_out() {
    echo "$VARIANT: $1: left out, since $2"
    LEFT="$LEFT${LEFT:+,}{\"step\":\"$1\",\"why\":\"$2\"}"
    event "$(now)" left_out "\"step\":\"$1\",\"why\":\"$2\""
}

# capture FILE DEVICE [OPTIONS]: the test frames there, with ns stamps; -p leaves the device as it is.
capture() {
    file=$1 device=$2; shift 2
    tcpdump -p -n -U -B 16384 -s 128 --time-stamp-precision=nano -i "$device" -w "$DIR/$file" "$@" "ether dst $MAC" 2>>"$DIR/tcpdump.txt" &
    CAPTURES="$CAPTURES $!"
    remember_job $!
}

# send DEVICE STREAM: numbered frames for the MAC, as RTP, whose numbers count up to 65535.
send() {
    mausezahn "$1" -q -c 0 -d ${FRAME_MS}m -a own -b $MAC -A 192.0.2.1 -B 192.0.2.2 -t rtp "ssrc=76:66:67:0$2" >/dev/null 2>&1 &
    SENDERS="$SENDERS $!"
    remember_job $!
}

# The VF's netdev comes after its driver, and may be renamed by udev.
find_vf() {
    tries=0
    until VFDEV=$(ls "$DEVICE/virtfn$VF/net" 2>/dev/null | head -n 1) && [ -n "$VFDEV" ] || [ $tries -ge 5 ]; do
        sleep 1; tries=$((tries + 1))
    done
    command -v udevadm >/dev/null && udevadm settle
    VFDEV=$(ls "$DEVICE/virtfn$VF/net" 2>/dev/null | head -n 1)
    [ -n "$VFDEV" ] || { echo "VF $VF: no driver took it, or it has no netdev" >&2; VFDEV=none; return; }
    VFMAC=$(cat /sys/class/net/$VFDEV/address)
}

# is_child PID: another's program may have the number by then.
is_child() { grep -qs "^PPid:[[:space:]]*$$\$" "/proc/$1/status"; }

# Ends what runs in the background, what sends first. A program that has only just been started may let a signal pass, and then gets another; the last
# one that was started may not be in the lists yet.
end_jobs() {
    for job in $SENDERS; do kill "$job" 2>/dev/null; done
    while
        # Takes note of those that have ended.
        jobs >/dev/null
        left=
        for job in $SENDERS $CAPTURES ${!:-}; do is_child "$job" && kill "$job" && left=1; done
        [ -n "$left" ]
    do sleep 0.1; done 2>/dev/null
    SENDERS= CAPTURES=
}

# run_sender begin|end: the command that sends elsewhere. It reads nothing of what is typed here.
run_sender() {
    # In the background, so that Ctrl-C need not wait for it; timeout ends what it has started, too.
    timeout -k 5 "$SENDER_WAIT" sh -c "exec $SENDER \"\$@\"" sender "$1" "$VARIANT" "$DIR" </dev/null &
    SENDERS=$!
    wait "$SENDERS"
    case $? in 0) SENDERS=; return ;; 124 | 137) said="did not return within $SENDER_WAIT s" ;; *) said="failed" ;; esac
    SENDERS=
    [ "$1" = end ] || fail "$VARIANT: SENDER begin $said; nothing of this variant was changed"
    echo "$VARIANT: SENDER end $said; end what sends yourself" >&2
}

# Lets another machine begin to send, from number 0: its numbers would come round in a later variant.
begin_sender() {
    if [ -n "$SENDER" ]; then SENDING=1; run_sender begin; return; fi
    echo "$VARIANT ($1): on the machine that sends, end what still sends and captures; begin both anew, as the head of this script says; then press Enter here within $SENDER_WAIT s (Ctrl-C ends the probe)."
    timeout --foreground "$SENDER_WAIT" sh -c 'read -r line'
    case $? in
        0) ;;
        124) fail "$VARIANT: Enter was not pressed within $SENDER_WAIT s; nothing of this variant was changed; take a larger SENDER_WAIT, or a SENDER" ;;
        *) fail "$VARIANT: there is nobody to press Enter, since the input has ended; nothing of this variant was changed; name a SENDER, or run it in a terminal" ;;
    esac
}

end_sender() {
    if [ -n "$SENDING" ]; then SENDING=; run_sender end; fi
}

# begin VARIANT WHICH: the folder, the captures, and the frames.
begin() {
    VARIANT=$1 DIR=$OUT/$1 STEPS= LEFT=
    mkdir -p "$DIR"
    [ "$FROM" != external ] || begin_sender "$2"
    BEGUN=$(date +%s)
    : >"$DIR/events.jsonl"
    capture pf.pcap $PF
    if [ "$FROM" != external ]; then
        capture wire.pcap $FROM -Q out
        sleep 1
        send $FROM 0
    fi
    event "$(now)" pf_up ''
    sleep 1
}

# end: the manifest, and the host as it was.
end() {
    event "$(now)" traffic_end ''
    end_jobs
    end_sender
    there= left=
    [ -z "$EXISTING" ] || there="\"existingVfs\":{$EXISTING},"
    [ -z "$LEFT" ] || left="\"leftOut\":[$LEFT],"
    [ -e "$DIR/vf.pcap" ] && vf=',{"name":"vf","file":"vf.pcap","at":"vf"}' || vf=
    cat >"$DIR/bundle.json" <<MANIFEST
{"format":"vfgap-probe-bundle/1","name":"$VARIANT","title":"probe of $DRIVER, variant $VARIANT",
 "clock":{"kind":"single","unit":"ns"},
 "device":{"driver":"$DRIVER","firmware":"$FIRMWARE","kernel":"$(uname -r)","pciId":"$PCIID"$EMULATED},
 "testMac":"$MAC","pfMac":"$PFMAC",
 "streams":[{"name":"untagged","id":0}],
 "frames":{"etherType":"0x0800","magic":"E","streamOffset":39,"sequence":{"payloadOffset":30,"bytes":2,"order":"big"}},
 "sender":"external",$there$left
 "points":[{"name":"wire","file":"wire.pcap","at":"wire"},{"name":"pf","file":"pf.pcap","at":"pf"}$vf],
 "events":"events.jsonl","steps":[$STEPS]}
MANIFEST
    restore || fail "not all was taken back; see $OUT/undo, then sh $0 restore $OUT"
    [ "$FROM" != external ] || echo "$VARIANT: done; the capture of the machine that sends belongs into $DIR, as wire.pcap"
}

# However it ends; a second Ctrl-C does not keep it from taking back, nor the commands that do.
finish() {
    status=$1
    trap '' INT TERM HUP
    trap - EXIT
    end_jobs
    restore || { echo "not all was taken back; see $OUT/undo, then sh $0 restore $OUT" >&2; status=4; }
    end_sender
    exit "$status"
}
trap 'finish $?' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
trap 'exit 129' HUP

# Variant trust: the VF is trusted and sets the MAC itself
begin trust '1 of 1'

# baseline: the PF is up and nobody asks for the MAC
step baseline ""

# vf_free: the VF is taken from its driver
if [ -n "$VFDRIVER" ]; then
remember autoprobe "echo $AUTOPROBE > $DEVICE/sriov_drivers_autoprobe" ":"
remember vf-driver "echo $VFPCI > /sys/bus/pci/drivers/$VFDRIVER/bind" "! test -e $DEVICE/virtfn$VF/driver"
step vf_free "echo 1 > $DEVICE/sriov_drivers_autoprobe && echo $VFPCI > $DEVICE/virtfn$VF/driver/unbind"
else
left_out vf_free "no driver has the VF"
fi

# vf_override_clear: and may have any driver
if [ -n "$OVERRIDE" ]; then
remember vf-override "echo $OVERRIDE > $DEVICE/virtfn$VF/driver_override" ":"
step vf_override_clear "echo > $DEVICE/virtfn$VF/driver_override"
else
left_out vf_override_clear "the VF has no driver_override"
fi

# vf_vlan_clear: and leaves its VLAN, in which no untagged frame would reach it
remember vf-vlan "ip link set $PF vf $VF vlan $OLDVLAN" "test -e $DEVICE/virtfn$VF"
step vf_vlan_clear "ip link set $PF vf $VF vlan 0"

# pf_promisc_on: the PF asks for every frame
remember pf-promisc "ip link set $PF promisc off" ":"
step pf_promisc_on "ip link set $PF promisc on"

# numvfs_3: the VFs were there before the probe and stay
left_out numvfs_3 "the VFs were there before the probe and stay"

# vf_trust_on: the VF may set its own MAC
if [ -n "$OLDTRUST" ]; then
remember vf-trust "ip link set $PF vf $VF trust $OLDTRUST" "test -e $DEVICE/virtfn$VF"
step vf_trust_on "ip link set $PF vf $VF trust on"
else
left_out vf_trust_on "the host does not show whether the VF is trusted"
fi

# vf_bind: the VF gets its driver
VFPCI=$(basename "$(readlink "$DEVICE/virtfn$VF")")
remember vf-bound "echo $VFPCI > $DEVICE/virtfn$VF/driver/unbind" "test -e $DEVICE/virtfn$VF/driver"
step vf_bind "echo 1 > $DEVICE/sriov_drivers_autoprobe && echo $VFPCI > /sys/bus/pci/drivers_probe"
find_vf

# vf_up: the VF can receive
remember vf-link "ip link set $VFDEV down" "test -e /sys/class/net/$VFDEV"
AFTER='[ $VFDEV = none ] || capture vf.pcap $VFDEV'
step vf_up "ip link set $VFDEV up"

# vf_own_mac: the VF sets the MAC itself
remember vf-own-mac "ip link set $VFDEV address $VFMAC" "test -e /sys/class/net/$VFDEV"
step vf_own_mac "ip link set $VFDEV address $MAC"

# vf_down: the VF can no longer receive
step vf_down "ip link set $VFDEV down"

# vf_unbind: the VF loses its driver
step vf_unbind "echo $VFPCI > $DEVICE/virtfn$VF/driver/unbind"

# vf_reset: the function is reset (FLR), as at a guest's end
remember vf-function "ip link set $PF vf $VF mac $OLDMAC" "test -e $DEVICE/virtfn$VF"
step vf_reset "echo 1 > $DEVICE/virtfn$VF/reset"

# control_unknown_mac: control: a MAC that nobody asks for, while VFs are enabled
step control_unknown_mac "ip link set $PF promisc off"

# numvfs_0: the VFs were there before the probe and stay
left_out numvfs_0 "the VFs were there before the probe and stay"

end
