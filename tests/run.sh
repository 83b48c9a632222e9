#!/usr/bin/env bash
# Builds everything once and runs every test project. Last line: N passed, N failed. Arguments go to the build.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

missing=()
compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || missing+=(postgresql)
[[ -x /usr/bin/redis-server ]] || missing+=(redis-server)
[[ -x /usr/bin/chromium ]] || missing+=(chromium)
# Without these some faults are left out, and the tests of them say so.
[[ -x /usr/sbin/iptables ]] || missing+=(iptables)
command -v ip >/dev/null || missing+=(iproute2)
command -v cc >/dev/null || missing+=(gcc libc6-dev)
if ((${#missing[@]})); then
    if [[ $(id -u) -eq 0 ]] && command -v apt-get >/dev/null; then
        echo "Missing: ${missing[*]}; installing the distribution's packages ..."
        (apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}") ||
            echo "Could not install them: the tests that need them will fail." >&2
    else
        echo "Missing: install the packages ${missing[*]}, or the tests that need them will fail or be left out." >&2
    fi
fi

if ! command -v kubectl >/dev/null && [[ ! -x artifacts/tools/kubectl ]]; then
    echo "Missing: kubectl; fetching one ..."
    bash tests/kubectl.sh artifacts/tools ||
        echo "Could not fetch it: the tests of the Kubernetes manifests are skipped, and prove nothing." >&2
fi

if ! dotnet build OrleansIm.sln -c Release -v q --nologo "$@"; then
    echo "The build failed."
    echo "0 passed, 1 failed"
    exit 1
fi

logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT
passed=0 failed=0 skipped=0 broken=0

for project in tests/*.Tests/; do
    name=$(basename "$project")
    log="$logs/$name.log"
    runner="artifacts/bin/$name/release/OrleansIm.$name"
    compgen -G "$project*.csproj" >/dev/null || continue
    echo "== $name"
    if [[ ! -x $runner ]]; then
        echo "   $runner is missing."
        broken=$((broken + 1))
        continue
    fi

    # Measurements are for the decision records, not for a verdict.
    # A project that hangs is a failure, not an endless run.
    timeout --kill-after=10 1800 "$runner" --progress off --no-ansi --filter-not-class '*Measurements' >"$log" 2>&1
    code=$?
    count() { sed -n "s/^ *$1: *\([0-9][0-9]*\)\$/\1/p" "$log" | tail -1; }
    good=$(count succeeded) bad=$(count failed) left=$(count skipped)
    printf '   %s passed, %s failed, %s skipped\n' "${good:-0}" "${bad:-0}" "${left:-0}"
    passed=$((passed + ${good:-0})) failed=$((failed + ${bad:-0})) skipped=$((skipped + ${left:-0}))

    # 8 is "no tests ran": a project may have none yet. Anything else without a counted failure is a crash.
    if [[ $code -ne 0 && $code -ne 8 && ${bad:-0} -eq 0 ]]; then
        echo "   ended with code $code"
        broken=$((broken + 1))
        tail -40 "$log"
    elif [[ ${bad:-0} -ne 0 ]]; then
        sed -n '/^failed /,/^Test run summary/p' "$log" | sed '/^Test run summary/d'
    fi
done

failed=$((failed + broken))
# The last line has one form, whatever was left out.
[[ $skipped -eq 0 ]] || echo "$skipped skipped"
[[ $passed -gt 0 || $failed -gt 0 ]] || echo "No tests ran."
echo "$passed passed, $failed failed"
[[ $failed -eq 0 && $passed -gt 0 ]]
