#!/bin/sh
# Waits for the end of the process that owns the test servers, then kills them and deletes their folder.
# Usage: keeper.sh <owner's pid> <owner's start tick> <folder>; needs no program but cat, rm and sleep.
owner=$1 ticks=$2 folder=$3

# The start tick of a process, empty when it is gone or only a zombie: fields 3 and 22 of its stat line.
started() {
  stat=
  { IFS= read -r stat < "/proc/$1/stat"; } 2>/dev/null
  [ -n "$stat" ] || return 0
  # shellcheck disable=SC2086
  set -- ${stat##*) }
  case $1 in Z | X) ;; *) echo "${20}" ;; esac
}

mysql= kafka=
remember() {
  [ -r "$folder/mysql/mysql.pid" ] && mysql=$(cat "$folder/mysql/mysql.pid")
  [ -r "$folder/kafka/kafka.pid" ] && kafka=$(cat "$folder/kafka/kafka.pid")
}

end() {
  # "pid tick": killed only while it is still the process that was started
  # shellcheck disable=SC2086
  set -- $1
  [ $# -eq 2 ] && [ "$(started "$1")" = "$2" ] && kill -9 "$1"
}

while [ -d "$folder" ] && [ "$(started "$owner")" = "$ticks" ]; do
  remember
  sleep 1
done
remember
end "$mysql"
end "$kafka"
sleep 1
rm -rf "$folder"
