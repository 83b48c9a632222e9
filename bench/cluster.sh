#!/usr/bin/env bash
# The tiers under load: brings up a cluster of its own (cluster/local.sh), loads one gateway, prints the generator's JSON line,
# takes the cluster down. The server's CPU is that of silos, gateways, PostgreSQL and Redis together.
#   bench/cluster.sh [--silos N] [--gateways N] [--no-build] [-- OPTIONS OF THE GENERATOR]
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
silos=3 gateways=2 build=yes extra=()
while (($#)); do
  case $1 in
    --silos) silos=${2:?}; shift 2 ;;
    --gateways) gateways=${2:?}; shift 2 ;;
    --no-build) build=; shift ;;
    --) shift; extra=("$@"); break ;;
    *) sed -n '2,4s/^# //p' "$0" >&2; exit 2 ;;
  esac
done

CLUSTER_DATA=$(mktemp -d "${TMPDIR:-/tmp}/oim-cluster.XXXXXX")
export CLUSTER_DATA CLUSTER_BASE_PORT=7400
trap '"$root/cluster/local.sh" down --delete >&2' EXIT
if [[ $build ]]; then
  dotnet build "$root/bench/Load" -c Release -v q --nologo >&2
  dotnet build "$root/Gateway" -c Release -v q --nologo >&2
  dotnet build "$root/Silo" -c Release -v q --nologo >&2
fi

"$root/cluster/local.sh" up --silos "$silos" --gateways "$gateways" --no-build >&2
pids=$(cat "$CLUSTER_DATA"/pids/* | paste -sd, -)
((${#extra[@]})) || extra=(pairs --window 8)
dotnet "$root/artifacts/bin/Load/release/OrleansIm.Load.dll" "${extra[@]}" --port $((CLUSTER_BASE_PORT + 110)) \
  --key-file "$CLUSTER_DATA/auth.key" --server-pids "$pids" \
  --label "tiers: $silos silos, $gateways gateways, $(git -C "$root" rev-parse --short HEAD 2>/dev/null || echo unknown)"
