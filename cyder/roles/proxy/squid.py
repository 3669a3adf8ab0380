"""What Squid reads: one file of our own, because Debian's allows before ours is read."""

from __future__ import annotations

from string import Template

from cyder.contracts.role import Site

NAMES = "# One name a line; with a dot in front, whatever is below it, too: .cdn.example\n"
ADDRESSES = "# One address or network a line: 203.0.113.66 or 203.0.113.0/28\n"

_CONFIGURATION = Template("""\
# The office's web proxy. `squid -k parse` checks this file, `systemctl reload squid` makes it hold.
http_port 3128
visible_hostname $name

# Who may use it.
acl office src $networks
acl safe_ports port 80 443 1025-65535
acl tls_ports port 443

# What nobody reaches: edit the lists, then `systemctl reload squid`.
acl blocked_domains dstdomain "/etc/squid/blocked-domains"
acl blocked_addresses dst "/etc/squid/blocked-addresses"

http_access deny blocked_domains
http_access deny blocked_addresses
http_access deny !safe_ports
http_access deny CONNECT !tls_ports
http_access allow localhost manager
http_access deny manager
http_access allow office
http_access deny all

# Whole addresses, with what stands behind the question mark: an investigation needs it.
strip_query_terms off
access_log stdio:/var/log/squid/access.log squid
cache_log /var/log/squid/cache.log
logfile_rotate 0
cache deny all
cache_mem 8 MB
pinger_enable off
shutdown_lifetime 1 second
connect_timeout 10 seconds
dns_timeout 5 seconds
negative_dns_ttl 1 second
max_filedescriptors 1024
""")


def configuration(site: Site) -> str:
    """Render squid.conf: the organisation's own networks may use it."""
    networks = " ".join(net.subnet for net in site.topology.networks if net.name in site.private)
    return _CONFIGURATION.substitute(name=site.fqdn(site.node), networks=networks)
