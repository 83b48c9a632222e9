#!/usr/bin/env bash
# A whole cluster on this machine: PostgreSQL, Redis, silos and gateways, each a process of its own on loopback.
#   cluster/local.sh up [--silos N] [--gateways N] [--clustering redis|postgres] [--no-build]
#   cluster/local.sh status | start NAME (one that was killed: silo1, gateway2, postgres, redis) | down [--delete]
# State is in cluster-data beside this folder (CLUSTER_DATA), ports from 7500 on (CLUSTER_BASE_PORT). `down` stops everything and keeps the data; `down --delete` removes it.
# The operators of the console are the Operators__... of the environment of `up`; without any it makes one.
set -Eeuo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
data=$(realpath -m "${CLUSTER_DATA:-$root/cluster-data}")
base=${CLUSTER_BASE_PORT:-7500}
silos=3 gateways=2 clustering=redis build=yes delete=
command=${1:-}
shift || true
name=
[[ $command != start ]] || { name=${1:?which one? silo1, gateway2, postgres, redis}; shift; }
while (($#)); do
  case $1 in
    --silos) silos=${2:?}; shift 2 ;;
    --gateways) gateways=${2:?}; shift 2 ;;
    --clustering) clustering=${2:?}; shift 2 ;;
    --no-build) build=; shift ;;
    --delete) delete=yes; shift ;;
    *) echo "unknown: $1" >&2; exit 2 ;;
  esac
done

# Ports, from the base: database, Redis, then per silo (silo, for gateways, health) and per gateway (TCP, TLS, HTTP).
database=$base redis=$((base + 1))

# A dead process that nobody has reaped yet is not alive.
alive() {
  local state
  state=$(ps -o stat= -p "$1" 2>/dev/null) && [[ $state != Z* ]]
}

# Says which port is taken, since what PostgreSQL says of it is in a log.
check_ports() {
  local port ports=("$database" "$redis") n
  for n in $(seq "$silos"); do ports+=($((base + 10 * n)) $((base + 10 * n + 1)) $((base + 10 * n + 2))); done
  for n in $(seq "$gateways"); do ports+=($((base + 100 + 10 * n)) $((base + 101 + 10 * n)) $((base + 102 + 10 * n))); done
  for port in "${ports[@]}"; do
    if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
      echo "Port $port is in use. All ports from another one on: CLUSTER_BASE_PORT=8500 cluster/local.sh up" >&2
      exit 1
    fi
  done
}

as_postgres() { if ((EUID == 0)); then runuser -u postgres -- "$@"; else "$@"; fi; }

tool() {
  command -v "$1" && return
  ls -d /usr/lib/postgresql/*/bin/"$1" 2>/dev/null | sort -V | tail -n 1 | grep . && return
  echo "'$1' is missing: install the distribution's package $2." >&2
  exit 1
}

start_postgres() {
  local pgctl initdb
  pgctl=$(tool pg_ctl postgresql) initdb=$(tool initdb postgresql)
  if [[ ! -d $data/postgres ]]; then
    mkdir "$data/postgres"
    ((EUID == 0)) && chown postgres "$data/postgres"
    as_postgres "$initdb" -D "$data/postgres" -U oim -A trust -E UTF8 --no-locale >"$data/initdb.log"
  fi
  as_postgres "$pgctl" -D "$data/postgres" -l "$data/postgres/server.log" -w -t 30 start >/dev/null -o \
    "-p $database -c listen_addresses=127.0.0.1 -c unix_socket_directories=$data/postgres -c max_connections=300"
  head -n 1 "$data/postgres/postmaster.pid" >"$data/pids/postgres"
}

start_redis() {
  local server
  server=$(tool redis-server redis-server)
  mkdir -p "$data/redis"
  "$server" --port "$redis" --bind 127.0.0.1 --dir "$data/redis" --save '' --appendonly yes >"$data/redis.log" 2>&1 &
  echo $! >"$data/pids/redis"
}

shared() {
  [[ -f $data/auth.key ]] || (umask 077 && head -c 48 /dev/urandom | base64 -w0 >"$data/auth.key")
  echo "Cluster__Membership=$clustering"
  echo "Storage__Postgres=Host=127.0.0.1;Port=$database;Username=oim;Database=postgres;Maximum Pool Size=30"
  echo "Storage__Redis=127.0.0.1:$redis"
  echo "Auth__Key=$(cat "$data/auth.key")"
  [[ ! -f $data/operators ]] || cat "$data/operators"
}

# start NAME PROGRAM SETTING... : a process of our own, its pid and its output kept under its name.
start() {
  local name=$1 program=$2
  shift 2
  mkdir -p "$data/$name"
  mapfile -t common < <(shared)
  (cd "$data/$name" && exec env "${common[@]}" "Data__Directory=$data/$name" "$@" \
    dotnet "$root/artifacts/bin/$program/release/OrleansIm.$program.dll") >>"$data/$name.log" 2>&1 &
  echo $! >"$data/pids/$name"
}

start_silo() {
  local first=$((base + 10 * $1))
  start "silo$1" Silo "Orleans__SiloPort=$first" "Orleans__GatewayPort=$((first + 1))" "ASPNETCORE_URLS=http://127.0.0.1:$((first + 2))"
}

start_gateway() {
  local first=$((base + 100 + 10 * $1))
  start "gateway$1" Gateway "Gateway__Tcp=127.0.0.1:$first" "Gateway__Tls=127.0.0.1:$((first + 1))" \
    "ASPNETCORE_URLS=http://127.0.0.1:$((first + 2))"
}

wait_ready() {
  local name=$1 port=$2
  for _ in $(seq 300); do
    curl -fs -o /dev/null "http://127.0.0.1:$port/health/ready" && return
    alive "$(cat "$data/pids/$name")" || break
    sleep 0.2
  done
  echo "$name did not become ready:" >&2
  tail -n 20 "$data/$name.log" >&2
  return 1
}

# entrances N : the addresses of all gateways, the Nth first; whoever loses one goes on with the next.
entrances() {
  local n list=
  for n in $(seq "$gateways"); do list+=,127.0.0.1:$((base + 100 + 10 * ((n + $1 - 2) % gateways + 1))); done
  echo "${list#,}"
}

# Those of the environment; without any an operator `admin`, as the all-in-one server makes one.
operators() {
  local password hash
  (
    umask 077
    if env | grep -q '^Operators__'; then
      rm -f "$data/console.password"
      env | grep '^Operators__' >"$data/operators"
    elif [[ ! -f $data/console.password ]]; then
      password=$(head -c 15 /dev/urandom | base64 | tr '+/' '-_')
      hash=$(dotnet "$root/artifacts/bin/Silo/release/OrleansIm.Silo.dll" hash-password <<<"$password" | tail -n 1)
      printf '%s\n' "Operators__0__Name=admin" "Operators__0__PasswordHash=$hash" "Operators__0__Role=admin" >"$data/operators"
      echo "$password" >"$data/console.password"
    fi
  )
}

up() {
  mkdir -p "$data/pids"
  chmod 755 "$data"
  if compgen -G "$data/pids/*" >/dev/null; then
    echo "A cluster is up already, or was not taken down: cluster/local.sh down" >&2
    exit 1
  fi
  if [[ $build ]]; then
    dotnet build "$root/Silo" -c Release -v q --nologo
    dotnet build "$root/Gateway" -c Release -v q --nologo
  fi
  check_ports
  echo "$clustering" >"$data/clustering"
  operators
  trap 'echo "taking down what was started" >&2; down' ERR
  start_postgres
  start_redis
  for n in $(seq "$silos"); do
    start_silo "$n"
    # The first one makes the tables; the others may come together.
    ((n > 1)) || wait_ready silo1 $((base + 12))
  done
  for n in $(seq "$gateways"); do start_gateway "$n"; done
  for n in $(seq 2 "$silos"); do wait_ready "silo$n" $((base + 10 * n + 2)); done
  for n in $(seq "$gateways"); do wait_ready "gateway$n" $((base + 100 + 10 * n + 2)); done
  trap - ERR
  status
  echo "Next, in two other terminals:"
  echo "  dotnet run --project Cli -c Release -- chat alice --server $(entrances 1) --key-file $data/auth.key"
  ((gateways < 2)) ||
    echo "  dotnet run --project Cli -c Release -- chat bob --to alice --server $(entrances 2) --key-file $data/auth.key"
  echo "Metrics and health of silo 1: http://127.0.0.1:$((base + 12)), of gateway 1 (and WebSocket): http://127.0.0.1:$((base + 112))"
  echo "Console of every silo, here of silo 1: http://127.0.0.1:$((base + 12))/console"
  [[ ! -f $data/console.password ]] || echo "  operator admin, password in $data/console.password"
  echo "Take it down with: cluster/local.sh down"
}

status() {
  for file in "$data"/pids/*; do
    [[ -e $file ]] || { echo "Nothing is up with its data in $data (CLUSTER_DATA)."; return; }
    local name pid state=running log
    name=$(basename "$file") pid=$(cat "$file")
    alive "$pid" || state=gone
    log=$data/$name.log
    [[ $name != postgres ]] || log=$data/postgres/server.log
    printf '  %-10s pid %-7s %-8s log %s\n' "$name" "$pid" "$state" "$log"
  done
}

# Brings back one process that has ended, on its old ports and data.
again() {
  if [[ -e $data/pids/$name ]] && alive "$(cat "$data/pids/$name")"; then
    echo "$name is running." >&2
    exit 1
  fi
  [[ -d $data/$name && $name =~ ^(silo[0-9]+|gateway[0-9]+|postgres|redis)$ ]] || { echo "There was no $name; cluster/local.sh status says what there is." >&2; exit 2; }
  clustering=$(cat "$data/clustering")
  case $name in
    silo*) start_silo "${name#silo}"; wait_ready "$name" $((base + 10 * ${name#silo} + 2)) ;;
    gateway*) start_gateway "${name#gateway}"; wait_ready "$name" $((base + 100 + 10 * ${name#gateway} + 2)) ;;
    postgres) start_postgres ;;
    redis) start_redis ;;
  esac
  status
}

# Gateways first, then silos, then what they stand on; each gets time to leave in order.
down() {
  local name file pid
  if ! compgen -G "$data/pids/*" >/dev/null; then
    echo "Nothing is up with its data in $data (CLUSTER_DATA)."
    [[ -z $delete ]] || rm -rf "$data"
    return
  fi
  for name in gateway silo redis postgres; do
    for file in "$data/pids/$name"*; do
      [[ -e $file ]] || continue
      kill -TERM "$(cat "$file")" 2>/dev/null || true
    done
    for file in "$data/pids/$name"*; do
      [[ -e $file ]] || continue
      pid=$(cat "$file")
      for _ in $(seq 150); do alive "$pid" || break; sleep 0.2; done
      alive "$pid" && kill -KILL "$pid" 2>/dev/null && echo "$(basename "$file") had to be killed" >&2
      rm "$file"
    done
  done
  [[ -z $delete ]] || rm -rf "$data"
  echo "The cluster is down."
}

case $command in
  up) up ;;
  down) down ;;
  status) status ;;
  start) again ;;
  --help | -h | help) sed -n '2,6s/^# //p' "$0" ;;
  *) echo "'$command' is no command." >&2; sed -n '2,6s/^# //p' "$0" >&2; exit 2 ;;
esac
