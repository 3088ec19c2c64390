#!/bin/sh
# Waits for the end of the process that owns the servers in a folder, then kills them.
# Usage: keeper.sh <owner's pid> <owner's start tick> <folder> DELETE|KEEP; needs no program but cat, rm and sleep.
owner=$1 ticks=$2 folder=$3 afterwards=$4

# The start tick of a process, empty when it is gone or only a zombie: fields 3 and 22 of its stat line.
started() {
  stat=
  { IFS= read -r stat < "/proc/$1/stat"; } 2>/dev/null
  [ -n "$stat" ] || return 0
  # shellcheck disable=SC2086
  set -- ${stat##*) }
  case $1 in Z | X) ;; *) echo "${20}" ;; esac
}

# All servers of the folder as "pid:tick", also when somebody deletes the folder meanwhile.
servers=
remember() {
  now=
  for file in "$folder"/*/*.pid; do
    [ -r "$file" ] || continue
    server=$(cat "$file") || continue
    case $server in *' '*) now="$now ${server% *}:${server#* }" ;; esac
  done
  [ -d "$folder" ] && servers=$now
}

while [ -d "$folder" ] && [ "$(started "$owner")" = "$ticks" ]; do
  remember
  sleep 1
done
remember
for server in $servers; do
  # killed only while it is still the process that was started
  [ "$(started "${server%:*}")" = "${server#*:}" ] && kill -9 "${server%:*}"
done
if [ "$afterwards" = DELETE ]; then
  sleep 1
  rm -rf "$folder"
else
  rm -f "$folder/keeper.pid" "$folder/keeper.sh"
fi
