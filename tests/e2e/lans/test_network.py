"""Names and ways of a real LAN: who is told what, who reaches whom, and how soon a defender's change takes effect."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from cyder.contracts.node import Node
from cyder.exercise.desk import Desk
from cyder.exercise.lowering import down
from cyder.exercise.raising import up
from cyder.exercise.voice import Silence
from cyder.lan.places import Places
from cyder.model.topology import File

pytestmark = pytest.mark.engine

OUTSIDER = "203.0.113.66"
SCENARIO = f"""\
scenario: t-network
title: {{en: Network, ja: ネットワーク}}
duration: 10m
brief: {{en: Names and ways., ja: 名前と経路}}
organisation:
  name: {{en: Saino City, ja: 彩野市}}
  domain: city.example
  departments: {{soumu: {{en: General affairs, ja: 総務課}}}}
variables:
  victim: {{kind: staff}}
lan:
  networks:
    office: {{subnet: 10.66.0.0/22}}
    dmz: {{subnet: 10.66.8.0/24}}
    outside: {{subnet: 203.0.113.0/24}}
  nodes:
    gw:
      role: gateway
      on: [office, dmz, outside]
      with: {{publish: {{mail: [25, 143], dns: [53]}}, out: [dns, mail, pc], dmz: [dmz], inward: {{ns2: [53]}}}}
    dns: {{role: dns, on: [dmz], address: 10.66.8.53}}
    mail: {{role: mail, on: [dmz], names: [webmail]}}
    ns2: {{role: dns, on: [office], address: 10.66.0.53, with: {{primary: dns}}}}
    pc: {{role: client, on: [office], users: [$victim]}}
    isp: {{role: dns, on: [outside], names: [ns.isp.example]}}
    intruder: {{role: attacker, on: [outside], address: {OUTSIDER}, names: [www.chamber.example]}}
timeline:
  - {{id: zone, at: 0s, do: recon.dns-axfr, from: intruder, to: dns}}
players:
  perfect: [{{on: dns, run: [grep, AXFR, /var/log/named/queries.log]}}]
  idle: []
"""
Nodes = Callable[[str], Node]


@pytest.fixture(scope="module")
def nodes(engine_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nodes]:
    """Return the nodes of the LAN by name."""
    folder: Path = tmp_path_factory.mktemp("network")
    (folder / "network.yaml").write_text(SCENARIO)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DOCKER_HOST", engine_url)
        desk = Desk(Places(state_dir=folder / "state", run_dir=folder / "run"))
        try:
            lan = up(
                desk, str(folder / "network.yaml"), teams=1, name="t-network", seed="network", voice=Silence()
            ).lan("team1")
            yield lan.node
        finally:
            if desk.store.live():
                down(desk, None, everything=False, archive=True, voice=Silence())


def run(node: Node, command: str) -> str:
    """Run a line of shell that must succeed; return its output."""
    result = node.run(["sh", "-c", command])
    assert result.ok, f"{command}: {result.out}"
    return result.out


def short(node: Node, *question: str) -> list[str]:
    return node.run(["dig", "+short", "+tries=1", "+time=2", *question]).out.split()


def status(node: Node, name: str, *server: str) -> str:
    said = node.run(["dig", "+tries=1", "+time=2", *server, name]).out
    found = re.search(r"status: (\w+)", said)
    return found[1] if found else "none"


def wait_until(holds: Callable[[], bool], limit: float) -> None:
    """Wait for something to hold; fails at the limit, in seconds."""
    began = time.monotonic()
    while not holds():
        assert time.monotonic() - began < limit, f"not within {limit} s"


def logged(gateway: Node, pattern: str, path: str = "/var/log/flow.log") -> bool:
    return any(re.search(pattern, line) for line in gateway.read(path).decode().splitlines())


def test_the_inside_finds_its_own_machines_and_the_worlds(nodes: Nodes) -> None:
    pc = nodes("pc")
    assert short(pc, "webmail.city.example") == short(pc, "mail.city.example")
    assert short(pc, "-x", "10.66.0.53") == ["ns2.city.example."]
    assert short(pc, "www.chamber.example") == [OUTSIDER]
    assert short(pc, "-x", OUTSIDER) == ["www.chamber.example."]


def test_the_world_finds_what_is_published_and_its_own(nodes: Nodes) -> None:
    intruder = nodes("intruder")
    assert short(intruder, "webmail.city.example") == ["203.0.113.1"]
    assert short(intruder, "MX", "city.example") == ["10", "mail.city.example."]
    assert short(intruder, "-x", "203.0.113.1") == ["mail.city.example."]
    assert short(intruder, "pc.city.example") == []


@pytest.mark.parametrize(
    "name", ["nobody.city.example", "nobody.example", "nobody.chamber.example", "9.9.9.10.in-addr.arpa"]
)
@pytest.mark.parametrize("asker", ["pc", "intruder"])
def test_a_name_that_does_not_exist_is_known_not_to_at_once(nodes: Nodes, asker: str, name: str) -> None:
    said = nodes(asker).run(["dig", "+tries=1", name]).out
    assert "status: NXDOMAIN" in said
    assert int(said.split("Query time: ")[1].split()[0]) < 500


@pytest.mark.parametrize("address", ["203.0.113.1", "10.66.8.53"])
def test_strangers_get_no_zone_unless_it_is_said(nodes: Nodes, address: str) -> None:
    asker = nodes("intruder" if address.startswith("203") else "pc")
    assert "Transfer failed" in asker.run(["dig", f"@{address}", "city.example", "AXFR"]).out
    assert "XFR size" in nodes("ns2").run(["dig", "@10.66.8.53", "city.example", "AXFR"]).out


def test_a_zone_given_to_everybody_tells_strangers_no_inside_address(nodes: Nodes) -> None:
    dns, options = nodes("dns"), "/etc/bind/named.conf.options"
    run(dns, f"sed -i 's/allow-transfer {{ nameservers; }}/allow-transfer {{ any; }}/' {options} && rndc reconfig")
    said = nodes("intruder").run(["dig", "@203.0.113.1", "city.example", "AXFR"]).out
    run(dns, f"sed -i 's/allow-transfer {{ any; }}/allow-transfer {{ nameservers; }}/' {options} && rndc reconfig")
    assert "XFR size" in said
    assert "webmail.city.example" in said
    assert not re.search(r"\s10\.", said)


def change(server: Node, path: str, command: str, *, add: str = "", drop: str = "") -> None:
    """Change a zone file as an administrator does: the serial counted up, then the server told.

    BIND reads no file again that is older than its last look at it, and what is written from here is dated in seconds.
    """
    before = server.read(path).decode()
    found = re.search(r"(\d+)\t; serial", before)
    assert found
    after = before.replace(found[1], str(int(found[1]) + 1)).replace(drop, "") + add
    server.write(File(path=path, content=after))
    run(server, f"touch {path}; {command}")


@pytest.mark.parametrize("command", ["rndc reload", "systemctl reload bind9", "systemctl restart named"])
def test_a_name_of_the_world_is_rewritten_by_both_servers_within_a_second(nodes: Nodes, command: str) -> None:
    dns, policy, rule = nodes("dns"), "/etc/bind/db.rpz", "www.chamber.example CNAME .\n"
    assert status(dns, "www.chamber.example") == "NOERROR"
    change(dns, policy, "true", add=rule)
    both = "for at in 10.66.8.53 10.66.0.53; do dig +tries=1 +time=1 @$at www.chamber.example; done | grep -c NXDOMAIN"
    waited = f"{command}; began=$(date +%s%N); until [ $({both}) = 2 ]; do :; done; echo $(($(date +%s%N) - began))"
    try:
        assert int(run(dns, waited).split()[-1]) < 1e9
        assert logged(dns, r"rpz QNAME NXDOMAIN rewrite www\.chamber\.example/A/IN", "/var/log/named/rpz.log")
    finally:
        change(dns, policy, "rndc reload", drop=rule)
    wait_until(lambda: status(dns, "www.chamber.example", "@10.66.8.53") == "NOERROR", 5)


def test_a_change_of_the_zone_is_soon_on_the_secondary(nodes: Nodes) -> None:
    dns, pc = nodes("dns"), nodes("pc")
    change(dns, "/etc/bind/db.city.example", "rndc reload", add="new IN A 10.66.8.99\n")
    wait_until(lambda: short(pc, "@10.66.0.53", "new.city.example") == ["10.66.8.99"], 3)
    asked = r"10\.66\.0\.53#\d+ \(city\.example\): view inside: query: city\.example IN IXFR"
    assert logged(dns, asked, "/var/log/named/queries.log")


def connects(node: Node, address: str, port: int) -> tuple[bool, float]:
    """Return whether a connection opens, and after how many seconds that is known."""
    began = time.monotonic()
    opened = node.run(["nc", "-n", "-z", "-w", "10", address, str(port)], timeout=20).ok
    return opened, time.monotonic() - began


def test_the_dmz_opens_nothing_inside_but_what_is_named(nodes: Nodes) -> None:
    mail, pc, gateway = nodes("mail"), run(nodes("pc"), "hostname -I").split()[0], nodes("gw")
    assert connects(mail, "10.66.0.53", 53)[0]
    opened, seconds = connects(mail, pc, 22)
    assert not opened
    assert seconds < 5, "it is told so"
    wait_until(lambda: logged(gateway, rf"denied: IN=eth1 OUT=eth0 .*DST={pc} .*DPT=22 "), 2)
    assert logged(gateway, r"inside: IN=eth1 OUT=eth0 .*DST=10\.66\.0\.53 .*DPT=53 ")
    assert connects(nodes("pc"), "10.66.8.53", 22)[0], "office machines reach the DMZ"


def test_only_those_who_may_go_out_do(nodes: Nodes) -> None:
    assert connects(nodes("pc"), OUTSIDER, 80)[0]
    opened, seconds = connects(nodes("ns2"), OUTSIDER, 80)
    assert not opened
    assert seconds < 5, "it is told so"
    wait_until(lambda: logged(nodes("gw"), rf"denied: .*SRC=10\.66\.0\.53 DST={OUTSIDER} .*DPT=80 "), 2)


def test_strangers_do_not_reach_the_gateway_itself(nodes: Nodes) -> None:
    assert not nodes("intruder").run(["nc", "-n", "-z", "-w", "1", "203.0.113.1", "22"]).ok
    wait_until(lambda: logged(nodes("gw"), r"denied: IN=eth2 OUT= .*DPT=22 "), 2)
    assert connects(nodes("pc"), "10.66.0.1", 22)[0]


def test_an_outside_port_leads_back_to_the_machine_behind_it(nodes: Nodes) -> None:
    clients = {name: run(nodes(name), "hostname -I").split()[0] for name in ("pc", "mail")}
    for name in clients:
        run(nodes(name), f"nc -n -z -w 3 -p 40123 {OUTSIDER} 80")
    lines = nodes("gw").read("/var/log/connections.log").decode()
    ports = {
        name: re.search(
            rf"\[NEW\] ORIG: SRC={address} DST={OUTSIDER} PROTO=TCP SPT=40123 DPT=80 .*"
            rf"REPLY: SRC={OUTSIDER} DST=203\.0\.113\.1 PROTO=TCP SPT=80 DPT=(\d+) ",
            lines,
        )
        for name, address in clients.items()
    }
    seen = [match[1] for match in ports.values() if match]
    assert len(set(seen)) == 2, "two machines under one outside address, each with its own port"


def test_a_connections_bytes_are_told_when_it_is_over(nodes: Nodes) -> None:
    gateway = nodes("gw")
    run(nodes("pc"), f"head -c 50000 /dev/zero | nc -n -N -w 3 -p 40124 {OUTSIDER} 80 >/dev/null; true")
    run(gateway, "conntrack -D -p tcp --sport 40124")
    pattern = r"\[DESTROY\] ORIG: .*SPT=40124 DPT=80 PKTS=\d+ BYTES=(\d{5,})"
    wait_until(lambda: logged(gateway, pattern, "/var/log/connections.log"), 2)


def test_a_block_ends_connections_under_way_and_says_so(nodes: Nodes) -> None:
    gateway, intruder = nodes("gw"), nodes("intruder")
    said = "(sleep 2; printf 'a NOOP\\r\\n'; sleep 0.5) | nc -n -N -w 3 203.0.113.1 143"
    assert "a OK" in intruder.run(["sh", "-c", said]).out
    element = f"{{ {OUTSIDER} }}"
    with ThreadPoolExecutor(1) as pool:
        talking = pool.submit(intruder.run, ["sh", "-c", said], timeout=20)
        time.sleep(0.7)
        assert gateway.run(["nft", "add", "element", "inet", "filter", "blocked", element]).ok
        try:
            answer = talking.result().out
        finally:
            assert gateway.run(["nft", "delete", "element", "inet", "filter", "blocked", element]).ok
    assert "* OK" in answer
    assert "a OK" not in answer
    assert logged(gateway, rf"blocked: IN=eth2 OUT=eth1 .*SRC={OUTSIDER} .*DPT=143 ")


@pytest.mark.parametrize("command", ["nft -f /etc/nftables.conf", "systemctl reload nftables"])
def test_a_saved_rule_is_in_force_after_a_reload_and_a_broken_file_changes_nothing(nodes: Nodes, command: str) -> None:
    gateway, saved = nodes("gw"), "/etc/nftables.conf"
    run(
        gateway,
        f"cp {saved} /var/tmp/saved && sed -i '0,/flags interval/s//&; elements = {{ 192.0.2.9 }}/' {saved}; {command}",
    )
    try:
        assert "192.0.2.9" in run(gateway, "nft list set inet filter blocked")
        gateway.run(["sh", "-c", f"echo nonsense >> {saved}; {command}"])
        assert "192.0.2.9" in run(gateway, "nft list set inet filter blocked")
    finally:
        run(gateway, f"cp /var/tmp/saved {saved} && nft -f {saved}")
