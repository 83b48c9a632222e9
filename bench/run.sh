#!/usr/bin/env bash
# Starts a server of its own for each scenario, loads it from the outside, prints one JSON line per scenario on
# stdout (progress on stderr), and stops everything it started. See bench/README.md.
set -euo pipefail

usage() {
  cat >&2 <<'USAGE'
usage: bench/run.sh [--store sqlite|postgres] [--base-port N] [--no-build] [--out FILE] [--keep]
                    [--registered USERS --stored MESSAGES] NAME... [-- OPTIONS]
NAME     pairs-w8 pairs-w1 open-500 open-2000 room recall big-room idle idle-tls logins offline list presence
         presence-slow, or all
OPTIONS  go to the generator after the scenario's own, so they override them (e.g. -- --seconds 60)
--keep   leaves the data folder and the server's log behind
--registered, --stored   first give the (PostgreSQL) database so many users and messages of the past
USAGE
  exit 2
}

root=$(cd "$(dirname "$0")/.." && pwd)
store=sqlite base=7300 build=yes out= keep= registered= stored= names=() extra=()
while (($#)); do
  case $1 in
    --store) store=${2:?}; shift 2 ;;
    --base-port) base=${2:?}; shift 2 ;;
    --no-build) build=; shift ;;
    --out) out=$(realpath -m "${2:?}"); shift 2 ;;
    --keep) keep=yes; shift ;;
    --registered) registered=${2:?}; shift 2 ;;
    --stored) stored=${2:?}; shift 2 ;;
    --) shift; extra=("$@"); break ;;
    -*) usage ;;
    *) names+=("$1"); shift ;;
  esac
done
((${#names[@]})) || usage
[[ $store == sqlite || $store == postgres ]] || usage
[[ -z $registered || $store == postgres ]] || usage
all=(pairs-w8 pairs-w1 open-500 open-2000 room recall big-room offline list logins presence presence-slow idle idle-tls)
[[ ${names[*]} == all ]] && names=("${all[@]}")

# A password-like constant is enough here: the server lives for minutes, on loopback, with made-up users.
key=the-benchmark-signs-its-own-tokens-0123456789
tcp=$base tls=$((base + 1)) http=$((base + 2)) silo=$((base + 3)) client=$((base + 4)) database=$((base + 5))
folder= server= postmaster= status=0

as_postgres() {
  if ((EUID == 0)); then runuser -u postgres -- "$@"; else "$@"; fi
}

postgres_tool() {
  command -v "$1" && return
  ls -d /usr/lib/postgresql/*/bin/"$1" 2>/dev/null | sort -V | tail -n 1
}

start_postgres() {
  local data=$folder/postgres
  mkdir "$data"
  chmod 755 "$folder"
  ((EUID == 0)) && chown postgres "$data"
  as_postgres "$(postgres_tool initdb)" -D "$data" -U oim -A trust -E UTF8 --no-locale >"$folder/initdb.log"
  as_postgres "$(postgres_tool pg_ctl)" -D "$data" -l "$data/server.log" -w -t 30 start >&2 -o \
    "-p $database -c listen_addresses=127.0.0.1 -c unix_socket_directories=$data -c fsync=on -c shared_buffers=256MB -c max_connections=100"
  postmaster=$(head -n 1 "$data/postmaster.pid")
}

start_server() {
  local settings=(
    "Data__Directory=$folder/data" "Gateway__Tcp=127.0.0.1:$tcp" "Gateway__Tls=127.0.0.1:$tls"
    "ASPNETCORE_URLS=http://127.0.0.1:$http" "Auth__Key=$key"
    "Orleans__SiloPort=$silo" "Orleans__GatewayPort=$client")
  if [[ $store == postgres ]]; then
    start_postgres
    settings+=("Storage__Postgres=Host=127.0.0.1;Port=$database;Username=oim;Database=postgres")
  fi

  mkdir -p "$folder/data"
  (cd "$folder" && exec env "${settings[@]}" dotnet "$root/artifacts/bin/Silo/release/OrleansIm.Silo.dll") \
    >"$folder/server.log" 2>&1 &
  server=$!
  for _ in $(seq 300); do
    curl -fs -o /dev/null "http://127.0.0.1:$http/health/ready" && return
    kill -0 "$server" 2>/dev/null || break
    sleep 0.2
  done
  echo "the server did not become ready:" >&2
  tail -n 30 "$folder/server.log" >&2
  return 1
}

fill() {
  [[ $registered ]] || return 0
  echo "filling: $registered users, ${stored:=0} messages" >&2
  "$(postgres_tool psql)" -h 127.0.0.1 -p "$database" -U oim -d postgres -q -v ON_ERROR_STOP=1 \
    -v users="$registered" -v messages="$stored" -f "$root/bench/fill.sql" >&2
  "$(postgres_tool psql)" -h 127.0.0.1 -p "$database" -U oim -d postgres -q -c checkpoint >&2
}

stop_all() {
  if [[ $server ]]; then
    kill -TERM "$server" 2>/dev/null || true
    for _ in $(seq 100); do kill -0 "$server" 2>/dev/null || break; sleep 0.2; done
    kill -KILL "$server" 2>/dev/null && echo "the server had to be killed" >&2
    local code=0
    wait "$server" 2>/dev/null || code=$?
    if ((code)); then
      echo "the server ended with code $code:" >&2
      tail -n 12 "$folder/server.log" >&2
      status=1
    fi
    server=
  fi
  if [[ $postmaster ]]; then
    as_postgres "$(postgres_tool pg_ctl)" -D "$folder/postgres" -m fast -w stop >&2 || true
    postmaster=
  fi
  if [[ $folder ]]; then
    if [[ $keep ]]; then echo "kept: $folder" >&2; else rm -rf "$folder"; fi
    folder=
  fi
}
trap stop_all EXIT
trap 'exit 130' INT TERM

arguments() {
  case $1 in
    pairs-w8) echo "pairs --window 8" ;;
    pairs-w1) echo "pairs --window 1" ;;
    open-500) echo "pairs --rate 500" ;;
    open-2000) echo "pairs --rate 2000" ;;
    room) echo "room" ;;
    recall) echo "recall" ;;
    big-room) echo "room --users 10000 --members 100000 --senders 1 --rate 1" ;;
    idle) echo "idle" ;;
    idle-tls) echo "idle --tls" ;;
    logins) echo "logins" ;;
    offline) echo "offline" ;;
    list) echo "list" ;;
    presence) echo "presence" ;;
    presence-slow) echo "presence --rate 0.06 --seconds 100" ;;
    *) usage ;;
  esac
}

for name in "${names[@]}"; do arguments "$name" >/dev/null; done
if [[ $build ]]; then
  dotnet build "$root/Silo" -c Release -v q --nologo >&2
  dotnet build "$root/bench/Load" -c Release -v q --nologo >&2
fi

commit=$(git -C "$root" rev-parse --short HEAD 2>/dev/null || echo unknown)
for name in "${names[@]}"; do
  folder=$(mktemp -d "${TMPDIR:-/tmp}/oim-bench.XXXXXX")
  if start_server && fill; then
    read -ra scenario <<<"$(arguments "$name")"
    port=$tcp
    [[ " ${scenario[*]} ${extra[*]-} " == *" --tls "* ]] && port=$tls
    line=$(dotnet "$root/artifacts/bin/Load/release/OrleansIm.Load.dll" "${scenario[@]}" \
      --port "$port" --key "$key" --server-pids "$server${postmaster:+,$postmaster}" \
      --label "$name $store $commit${registered:+, $registered users and $stored messages before}" "${extra[@]}") || status=1
    echo "$line"
    [[ $out ]] && echo "$line" >>"$out"
    # What the server complained about belongs to the result.
    grep -E '^[^ ]* ?(fail|crit): ' "$folder/server.log" | head -n 40 >&2 || true
  else
    status=1
  fi
  stop_all
done
exit $status
