# What this machine is, for whoever opens a shell on it.
case $- in *i*) [ ! -r /etc/motd ] || cat /etc/motd ;; esac
