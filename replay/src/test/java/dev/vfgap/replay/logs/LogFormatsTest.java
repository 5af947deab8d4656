package dev.vfgap.replay.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.Finding;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each form, as its tool writes it, becomes a bundle's events. */
class LogFormatsTest {

    @Test
    void qmpIsReadInAnyOrderOfKeysAndKeepsErrors() {
        ReadLog log = LogText.read(LogFormat.QMP, LogText.SOURCE, """
                {"QMP": {"version": {}, "capabilities": []}}\r
                {"return": {}}\r
                {"timestamp": {"seconds": 1646649660, "microseconds": 927920}, "event": "STOP"}\r
                {"event": "DEVICE_DELETED", "data": {"path": "/x", "device": "vf"}, "timestamp": {"microseconds": 1, "seconds": 1646649661}}\r
                {"event": "RESUME", "timestamp": {"seconds": -1, "microseconds": -1}}\r
                {"execute": "device_del", "arguments": {"id": "vf"}, "id": 7}\r
                {"id": 7, "error": {"class": "GenericError", "desc": "Hot-unplug failed: guest is busy (power indicator blinking)"}}\r
                {"return": {"status": "completed", "downtime": 48, "total-time": 2100}}\r
                {"event": "STO""");

        assertThat(LogText.events(log))
                .containsExactly(
                        "1646649660927920000 qmp-A STOP {\"qemu_t_ns\":1646649660927920000}",
                        "1646649661000001000 qmp-A DEVICE_DELETED {\"qemu_t_ns\":1646649661000001000,\"data\":"
                                + "{\"path\":\"/x\",\"device\":\"vf\"}}");
        assertThat(log.firstUnread())
                .extracting(ReadLog.UnreadLine::line, ReadLog.UnreadLine::why)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                5, "an event without a stamp: QEMU could not read the host's clock"),
                        org.assertj.core.groups.Tuple.tuple(9, "is no whole JSON object"));
        assertThat(log.findings().stream().map(Finding::text))
                .contains(
                        "QEMU answered device_del with an error: Hot-unplug failed: guest is busy (power indicator blinking)")
                .anyMatch(text -> text.startsWith("query-migrate: completed, downtime 48 ms"))
                .anyMatch(text -> text.contains("ts %.s"));
        assertThat(log.counts())
                .isEqualTo(Map.of(
                        "STOP",
                        1,
                        "DEVICE_DELETED",
                        1,
                        "cmd:device_del (without a stamp)",
                        1,
                        "error:device_del (without a stamp)",
                        1));
    }

    @Test
    void qmpThroughTsHasTheMomentsOfCommandsAndErrors() {
        ReadLog log = LogText.read(LogFormat.QMP, LogText.SOURCE, """
                1646649660.500000 {"execute": "device_del", "arguments": {"id": "vf"}}
                1646649660.500100 {"error": {"class": "GenericError", "desc": "no such device"}}
                1646649661.000200 {"event": "STOP", "timestamp": {"seconds": 1646649661, "microseconds": 100}}
                """);

        assertThat(LogText.events(log))
                .containsExactly(
                        "1646649660500000000 qmp-A cmd:device_del {\"args\":{\"id\":\"vf\"}}",
                        "1646649660500100000 qmp-A error:device_del {\"error\":{\"class\":\"GenericError\",\"desc\":"
                                + "\"no such device\"}}",
                        "1646649661000100000 read 1646649661000200000 qmp-A STOP {\"qemu_t_ns\":1646649661000100000}");
    }

    @Test
    void libvirtsLogIsReadByTheStampsInsideAndEachMessageOnce() {
        String event = "{\"timestamp\": {\"seconds\": 1646649660, \"microseconds\": 927920}, \"event\": \"STOP\"}";
        ReadLog log = LogText.read(LogFormat.LIBVIRT_LOG, LogText.SOURCE, """
                2022-03-07 10:41:00.900+0000: 132544: debug : qemuMonitorJSONCommandWithFd:290 : Send command
                2022-03-07 10:41:00.901+0000: 132544: info : qemuMonitorSend:950 : QEMU_MONITOR_SEND_MSG: mon=0x7f0f msg={"execute":"device_del","arguments":{"id":"hostdev0"},"id":"libvirt-23"}
                 fd=-1
                2022-03-07 10:41:00.902+0000: 132544: info : qemuMonitorIOWrite:438 : QEMU_MONITOR_IO_WRITE: mon=0x7f0f buf={"execute":"device_del","arguments":{"id":"hostdev0"},"id":"libvirt-23"}
                 len=77 ret=77 errno=0
                2022-03-07 10:41:00.928+0000: 132544: debug : qemuMonitorIOProcess:340 : QEMU_MONITOR_IO_PROCESS: mon=0x7f0f buf=%1$s
                 len=115
                2022-03-07 10:41:00.928+0000: 132544: info : qemuMonitorJSONIOProcessLine:235 : QEMU_MONITOR_RECV_EVENT: mon=0x7f0f event=%1$s
                2022-03-07 10:41:05.000+0000: 132544: info : qemuMonitorJSONIOProcessLine:240 : QEMU_MONITOR_RECV_REPLY: mon=0x7f0f reply={"id":"libvirt-23","error":{"class":"GenericError","desc":"busy"}}
                """.formatted(event));

        assertThat(LogText.events(log))
                .containsExactly(
                        "1646649660901000000 qmp-A cmd:device_del {\"args\":{\"id\":\"hostdev0\"}}",
                        "1646649660927920000 read 1646649660928000000 qmp-A STOP {\"qemu_t_ns\":1646649660927920000}",
                        "1646649665000000000 qmp-A error:device_del {\"error\":{\"class\":\"GenericError\",\"desc\":\"busy\"}}");
        assertThat(log.unreadLines()).isZero();
    }

    @Test
    void libvirtsMessagesAreFoundInKubeVirtsJsonAndInTheJournal() {
        String stop = "2022-03-07T10:41:00.928000Z";
        assertThat(LogText.events(LogText.read(LogFormat.LIBVIRT_LOG, LogText.SOURCE, """
                        {"component":"virt-launcher","level":"info","msg":"starting","timestamp":"%1$s"}
                        {"component":"virt-launcher","msg":"QEMU_MONITOR_RECV_EVENT: mon=0x7f event={\\"timestamp\\": {\\"seconds\\": 1646649660, \\"microseconds\\": 5}, \\"event\\": \\"STOP\\"}","timestamp":"%1$s"}
                        """.formatted(stop))))
                .containsExactly(
                        "1646649660000005000 read 1646649660928000000 qmp-A STOP {\"qemu_t_ns\":1646649660000005000}");
        assertThat(LogText.events(LogText.read(LogFormat.JOURNAL, LogText.SOURCE, """
                        -- Boot 1f2e --
                        2022-03-07T10:41:00.930000+0100 h1 virtqemud[129507]: QEMU_MONITOR_RECV_EVENT: mon=0x7f event={"event": "STOP", "timestamp": {"seconds": 1646649660, "microseconds": 5}}
                        2022-03-07T10:41:00.940000+0100 h1 kernel: br0: port 1(vnet0) entered disabled state
                        2022-03-07T10:41:00.950000+0100 h1 systemd[1]: Started something.
                        """)))
                .containsExactly(
                        "1646649660000005000 read 1646646060930000000 qmp-A STOP {\"qemu_t_ns\":1646649660000005000}",
                        "1646646060940000000 host-A kmsg {\"line\":\"br0: port 1(vnet0) entered disabled state\","
                                + "\"sign\":\"bridge-port\"}");
    }

    @Test
    void theJournalsJsonTiesTheClocksTogether() {
        ReadLog log = LogText.read(LogFormat.JOURNAL, LogText.GUEST, """
                {"__REALTIME_TIMESTAMP":"1646649660000000","__MONOTONIC_TIMESTAMP":"12000500","_TRANSPORT":"kernel","_SOURCE_MONOTONIC_TIMESTAMP":"12000000","MESSAGE":"virtio_net virtio1 eth0: failover primary slave:eth2 unregistered"}
                {"__REALTIME_TIMESTAMP":"1646649661000000","__MONOTONIC_TIMESTAMP":"13000500","SYSLOG_IDENTIFIER":"sshd","MESSAGE":[104,105]}
                """);

        assertThat(log.pair()).contains(new ClockPair(12_000_500_000L, 1_646_649_660_000_000_000L));
        assertThat(LogText.events(log))
                .containsExactly(
                        "1646649659999500000 guest kmsg {\"via\":\"B\",\"line\":\"[   12.000000] virtio_net virtio1"
                                + " eth0: failover primary slave:eth2 unregistered\",\"sign\":\"primary-unregistered\"}");
    }

    @Test
    void virshQemuMonitorEventIsReadPrettyOrNot() {
        ReadLog log = LogText.read(LogFormat.VIRSH_QEMU_EVENTS, LogText.SOURCE, """
                event SHUTDOWN at 1391212552.026544 for domain f18-live: (null)
                2014-02-01 00:55:53.000+0000: event DEVICE_DELETED at 1391212553.000001 for domain 'f18-live': {"device":"hostdev0"}
                event MIGRATION at 1391212554.500000 for domain 'f18-live': {
                  "status": "active"
                }

                events received: 3
                """);

        assertThat(LogText.events(log))
                .containsExactly(
                        "1391212552026544000 qmp-A SHUTDOWN {\"qemu_t_ns\":1391212552026544000}",
                        "1391212553000001000 read 1391216153000000000 qmp-A DEVICE_DELETED"
                                + " {\"qemu_t_ns\":1391212553000001000,\"data\":{\"device\":\"hostdev0\"}}",
                        "1391212554500000000 qmp-A MIGRATION {\"qemu_t_ns\":1391212554500000000,\"data\":{\"status\":\"active\"}}");
        assertThat(log.unreadLines()).isZero();
    }

    @Test
    void virshEventNeedsItsStamps() {
        ReadLog log = LogText.read(LogFormat.VIRSH_EVENTS, LogText.SOURCE, """
                2026-11-22 20:40:32.277+0000: event 'device-removed' for domain 'vm1': hostdev0
                2026-11-22 20:40:33.001+0000: event 'lifecycle' for domain 'vm1': Suspended Migrated
                events received: 2
                """);
        assertThat(LogText.events(log))
                .containsExactly(
                        "1795380032277000000 libvirt-A device-removed {\"text\":\"hostdev0\"}",
                        "1795380033001000000 libvirt-A lifecycle {\"text\":\"Suspended Migrated\"}");
        assertThat(log.clock()).isEqualTo(LogClock.CLIENT_REALTIME);
        assertThatThrownBy(() -> LogText.read(
                        LogFormat.VIRSH_EVENTS,
                        LogText.SOURCE,
                        "event 'lifecycle' for domain 'vm1': Stopped Migrated\n"))
                .isInstanceOf(BadInputException.class)
                .hasMessage(
                        "log:1: an event of virsh without a stamp, so it has no time; record it again with virsh event"
                                + " --all --loop --timestamp");
    }

    @Test
    void ipMonitorIsReadInBothFormsAndInTheZoneThatIsGiven() {
        ReadLog log = LogText.read(LogFormat.IP_MONITOR, LogText.GUEST, """
                [2026-11-22T20:40:32.277142] [LINK]2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue state UP group default
                    link/ether 52:54:00:aa:bb:01 brd ff:ff:ff:ff:ff:ff
                [2026-11-22T20:40:32.300000] [LINK]4: eth2: <NO-CARRIER,BROADCAST,MULTICAST,UP> mtu 1500 qdisc mq master eth0 state DOWN group default
                [2026-11-22T20:40:33.000001] [LINK]Deleted 4: eth2: <BROADCAST,MULTICAST> mtu 1500 qdisc noop state DOWN group default
                [2026-11-22T20:40:33.100000] [NEIGH]10.9.0.1 dev eth0 lladdr 02:00:00:00:00:01 REACHABLE
                """);
        assertThat(LogText.events(log))
                .containsExactly(
                        "1795380032277142000 guest link {\"op\":\"newlink\",\"dev\":\"eth0\",\"idx\":\"2\",\"master\":\"0\","
                                + "\"up\":\"1\",\"running\":\"1\",\"lower_up\":\"1\",\"carrier\":\"1\",\"oper\":\"6\","
                                + "\"via\":\"B\",\"mac\":\"52:54:00:aa:bb:01\"}",
                        "1795380032300000000 guest link {\"op\":\"newlink\",\"dev\":\"eth2\",\"idx\":\"4\",\"master\":\"2\","
                                + "\"up\":\"1\",\"running\":\"0\",\"lower_up\":\"0\",\"carrier\":\"0\",\"oper\":\"2\","
                                + "\"master_name\":\"eth0\",\"via\":\"B\"}",
                        "1795380033000001000 guest link {\"op\":\"dellink\",\"dev\":\"eth2\",\"idx\":\"4\",\"master\":\"0\","
                                + "\"up\":\"0\",\"running\":\"0\",\"lower_up\":\"0\",\"carrier\":\"0\",\"oper\":\"2\","
                                + "\"via\":\"B\"}",
                        "1795380033100000000 guest neigh {\"op\":\"new\",\"text\":\"10.9.0.1 dev eth0 lladdr"
                                + " 02:00:00:00:00:01 REACHABLE\",\"via\":\"B\"}");
        assertThat(log.findings()).hasSize(1);

        LogPlace prague = new LogPlace(LogPlace.Machine.HOST, Optional.empty(), ZoneId.of("Europe/Prague"));
        assertThat(LogText.events(LogText.read(LogFormat.IP_MONITOR, prague, """
                        Timestamp: Sun Nov 22 20:40:32 2026 277923 usec
                        4: v0@v1: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noop master br0 state UP group default
                        """)))
                .containsExactly("1795376432277923000 host link {\"op\":\"newlink\",\"dev\":\"v0\",\"idx\":\"4\","
                        + "\"master\":\"-1\",\"up\":\"1\",\"running\":\"1\",\"lower_up\":\"1\",\"carrier\":\"1\","
                        + "\"oper\":\"6\",\"master_name\":\"br0\"}");
        assertThat(LogText.read(LogFormat.IP_MONITOR, prague, "4: v0: <UP> mtu 1500 state UP\n")
                        .firstUnread())
                .extracting(ReadLog.UnreadLine::why)
                .containsExactly("a message without a stamp; record it with ip -ts monitor");
    }

    @Test
    void linksListedBeforeTheMonitorBeganNameTheirMasters() {
        ReadLog log = LogText.read(LogFormat.IP_MONITOR, LogText.GUEST, """
                7: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue state UP mode DEFAULT
                    link/ether 52:54:00:aa:bb:01 brd ff:ff:ff:ff:ff:ff
                [2026-11-22T20:40:32.300000] 4: eth2: <BROADCAST,MULTICAST,UP> mtu 1500 qdisc mq master eth0 state DOWN
                """);

        assertThat(log.unreadLines()).isZero();
        assertThat(log.events()).hasSize(1);
        assertThat(log.events().get(0).text("master")).contains("7");
    }

    @Test
    void bridgeMonitorTellsOfTheFdb() {
        assertThat(LogText.events(LogText.read(LogFormat.BRIDGE_MONITOR, LogText.SOURCE, """
                        Timestamp: Sun Nov 22 20:40:32 2026 277923 usec
                        52:54:00:aa:bb:cc dev v0 master br0 static
                        Timestamp: Sun Nov 22 20:40:32 2026 280000 usec
                        Deleted 52:54:00:aa:bb:cc dev v1 master br0 static
                        """)))
                .containsExactly(
                        "1795380032277923000 host-A fdb {\"op\":\"new\",\"mac\":\"52:54:00:aa:bb:cc\",\"dev\":\"v0\","
                                + "\"text\":\"master br0 static\"}",
                        "1795380032280000000 host-A fdb {\"op\":\"del\",\"mac\":\"52:54:00:aa:bb:cc\",\"dev\":\"v1\","
                                + "\"text\":\"master br0 static\"}");
    }

    @Test
    void dmesgIsReadInThreeForms() {
        String line = "pcieport 0000:00:01.5: pciehp: Slot(0-5): Attention button pressed";
        String event = "{\"line\":\"[ 1711.085773] " + line + "\",\"sign\":\"button\"}";
        ReadLog plain = LogText.read(LogFormat.DMESG, LogText.SOURCE, "[ 1711.085773] " + line + "\n");
        ReadLog json = LogText.read(LogFormat.DMESG, LogText.SOURCE, """
                {
                   "dmesg": [
                      {
                         "pri": 6,
                         "time": 1711.085773,
                         "msg": "%s"
                      }
                   ]
                }
                """.formatted(line));
        ReadLog iso = LogText.read(LogFormat.DMESG, LogText.SOURCE, "2026-11-22T20:40:31,451883+00:00 " + line + "\n");

        assertThat(LogText.events(plain)).containsExactly("1711085773000 host-A kmsg " + event);
        for (String level : new String[] {"<6>", "kern  :info  : "}) {
            assertThat(LogText.events(
                            LogText.read(LogFormat.DMESG, LogText.SOURCE, level + "[ 1711.085773] " + line + "\n")))
                    .isEqualTo(LogText.events(plain));
        }
        assertThat(LogText.events(json)).isEqualTo(LogText.events(plain));
        assertThat(plain.clock()).isEqualTo(LogClock.HOST_MONOTONIC);
        assertThat(json.unreadLines()).isZero();
        assertThat(LogText.events(iso))
                .containsExactly("1795380031451883000 host-A kmsg {\"line\":\"" + line + "\",\"sign\":\"button\"}");
        assertThat(iso.clock()).isEqualTo(LogClock.HOST_REALTIME);
        assertThat(LogText.read(LogFormat.DMESG, LogText.SOURCE, "[Sun Nov 22 20:40:31 2026] br0: up\n")
                        .unreadLines())
                .isEqualTo(1);
    }

    @Test
    void aGuestsConsoleHasKernelLinesLinksAndAnythingElse() {
        assertThat(LogText.events(LogText.read(LogFormat.CONSOLE, LogText.GUEST, """
                        1795379568.635597035 [   12.384322] e1000e 0000:02:00.0 eth2: removed PHC\r
                        1795379568.708527 link mono_ns=12402164905 op=newlink dev=eth2 idx=4 master=2 up=0 t_guest_est_ns=1795379568706910208
                        1795379575.585309495 \u001b[1mlogin:\u001b[0m
                        """)))
                .containsExactly(
                        "1795379568635597035 guest kmsg {\"via\":\"B\",\"line\":\"[   12.384322] e1000e 0000:02:00.0 eth2:"
                                + " removed PHC\",\"sign\":\"driver\"}",
                        "1795379568706910208 read 1795379568708527000 guest link {\"via\":\"B\",\"mono_ns\":12402164905,"
                                + "\"op\":\"newlink\",\"dev\":\"eth2\",\"idx\":\"4\",\"master\":\"2\",\"up\":\"0\","
                                + "\"t_guest_est_ns\":1795379568706910208}",
                        "1795379575585309495 guest console {\"via\":\"B\",\"line\":\"login:\"}");
    }

    @Test
    void pingBoundsAnOutageByItsInterval() {
        ReadLog log = LogText.read(LogFormat.PING, LogText.UNKNOWN, """
                PING 172.16.2.2 (172.16.2.2) 56(84) bytes of data.
                [1774185115.382314] 64 bytes from 172.16.2.2: icmp_seq=41 ttl=64 time=0.695 ms
                [1774185115.482000] no answer yet for icmp_seq=42
                [1774185115.682314] 64 bytes from 172.16.2.2: icmp_seq=44 ttl=64 time=0.500 ms

                --- 172.16.2.2 ping statistics ---
                44 packets transmitted, 42 received, 4.5% packet loss, time 4400ms
                rtt min/avg/max/mdev = 0.5/0.6/0.7/0.1 ms
                """);

        assertThat(LogText.events(log))
                .containsExactly(
                        "1774185115381619000 ping-host silence {\"requests\":2,"
                                + "\"last_answered_sent_ns\":1774185115381619000,\"next_answered_sent_ns\":1774185115681814000}");
        assertThat(log.counts()).isEqualTo(Map.of("reply", 2, "silence", 1));
        assertThat(log.unreadLines()).isZero();
        assertThat(log.findings().get(0).text())
                .startsWith("2 requests in a row were not answered: an outage of 100 to 300 ms");
        assertThatThrownBy(() -> LogText.read(
                        LogFormat.PING,
                        LogText.UNKNOWN,
                        "64 bytes from 172.16.2.2: icmp_seq=41 ttl=64 time=0.695 ms\n"))
                .hasMessage("log:1: an answer to a ping without a stamp; record it with ping -D");
    }

    @Test
    void iperf3GivesItsIntervals() {
        assertThat(LogText.events(LogText.read(LogFormat.IPERF3, LogText.UNKNOWN, """
                        {
                          "start": {"connected": [], "timestamp": {"time": "Mon", "timesecs": 1774185115}},
                          "intervals": [
                            {"sum": {"start": 0, "end": 1, "seconds": 1, "bits_per_second": 8000, "lost_packets": 3}},
                            {"sum": {"start": 1.5, "seconds": 1, "bits_per_second": 0}}
                          ]
                        }
                        """)))
                .containsExactly(
                        "1774185115000000000 iperf3 interval {\"seconds\":1.0,\"bits_per_second\":8000.0,\"lost_packets\":3}",
                        "1774185116500000000 iperf3 interval {\"seconds\":1.0,\"bits_per_second\":0.0}");
    }

    @Test
    void anyOtherToolCanWriteCsvOrJsonLines() {
        List<String> expected = List.of(
                "1795379568606363967 driver begin {}",
                "1795379568864000000 driver filterA_standby {\"done_ns\":1795379568877000000,\"why\":\"active\"}");
        assertThat(LogText.events(LogText.read(LogFormat.GENERIC, LogText.UNKNOWN, """
                        time_ns,source,event,detail
                        1795379568606363967,driver,begin
                        1795379568864000000,driver,filterA_standby,done_ns=1795379568877000000,why=active
                        """)))
                .isEqualTo(expected);
        assertThat(LogText.events(LogText.read(LogFormat.GENERIC, LogText.UNKNOWN, """
                        {"time_ns": 1795379568606363967, "source": "driver", "event": "begin"}
                        {"t_ns": 1795379568864000000, "source": "driver", "name": "filterA_standby", "detail": {"done_ns": 1795379568877000000, "why": "active"}}
                        """)))
                .isEqualTo(expected);
    }
}
