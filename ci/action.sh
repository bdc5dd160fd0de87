#!/usr/bin/env bash
# The GitHub action: install, audit, hand verdict and reports to the job. Everything comes from the environment.
set -euo pipefail

lines() { # the non-empty lines of $1 as the array $2
  mapfile -t "$2" < <(printf '%s\n' "$1" | sed '/^[[:space:]]*$/d')
}

venv="${RUNNER_TEMP:?}/auditor"
python3 -m venv "$venv"
"$venv/bin/python" -m pip install --quiet "$AUDITOR_HOME"

declare -a paths args
lines "$AUDITOR_PATHS" paths
lines "$AUDITOR_ARGS" args
[ -z "$AUDITOR_TASK" ] || args+=(--task "$AUDITOR_TASK")

mkdir -p "$AUDITOR_FOLDER"
report="$AUDITOR_FOLDER/report.json"
code=0
"$venv/bin/auditor" check "${args[@]}" -f github -f "json:$report" -f "html:$AUDITOR_FOLDER/report.html" \
  -f "sarif:$AUDITOR_FOLDER/report.sarif" -f "markdown:$AUDITOR_FOLDER/summary.md" -- "${paths[@]}" || code=$?

cat "$AUDITOR_FOLDER"/summary*.md >> "${GITHUB_STEP_SUMMARY:-/dev/null}" 2>/dev/null || true
if [ -f "$report" ]; then
  "$venv/bin/python" - "$report" >> "$GITHUB_OUTPUT" <<'PYTHON'
import json, sys
report = json.load(open(sys.argv[1]))
print(f"verdict={report['verdict']['decision']}")
print(f"recommendation={report['verdict']['recommendation']}")
print(f"usable={report['counts']['usable']}")
print(f"report={sys.argv[1]}")
PYTHON
fi
exit "$code"
