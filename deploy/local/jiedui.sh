# Sourced by up, down, status, logs and token: builds the program when its sources changed and runs one command of it.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
shopt -s globstar nullglob

run() {
  local java=${JAVA_HOME:+$JAVA_HOME/bin/}java version jar
  version=$("$java" -version 2>&1) || { echo "Java 17 or later is needed and was not found; install it or set JAVA_HOME." >&2; exit 1; }
  [[ $version =~ version\ \"([0-9]+) && ${BASH_REMATCH[1]} -ge 17 ]] ||
    { echo "Java 17 or later is needed, this is ${version%%$'\n'*}; set JAVA_HOME to a newer one." >&2; exit 1; }
  command -v mvn > /dev/null || { echo "Maven (mvn) is needed and was not found; install it." >&2; exit 1; }
  if stale; then
    (cd "$root" && mvn -B -q -ntp -pl deploy/local package -DskipTests -Dspotless.check.skip >&2) ||
      { echo "deploy/local could not be built; Maven said why above." >&2; exit 1; }
  fi
  jar=("$here"/target/jiedui-local-*.jar)
  exec "$java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto -Xmx96m -Djiedui.root="$root" \
    -cp "${jar[0]}:$here/target/lib/*" org.jiedui.local.Jiedui "$@"
}

stale() {
  local jar=("$here"/target/jiedui-local-*.jar) file
  [[ ${#jar[@]} -gt 0 && -d $here/target/lib ]] || return 0
  for file in "$root/pom.xml" "$here/pom.xml" "$here"/src/main/**/*; do
    [[ -f $file && $file -nt ${jar[0]} ]] && return 0
  done
  return 1
}
