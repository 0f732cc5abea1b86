#!/bin/sh
# What happened in a hospital in a month: appointments by status and by doctor, and new patients. Days are those of the
# hospital, wherever this runs.
set -eu
umask 077

usage() {
  echo 'Usage: monthly-report.sh [-o csv|markdown] YYYY-MM' >&2
  exit 2
}
format=markdown
while getopts o: option; do
  case $option in
  o) format=$OPTARG ;;
  *) usage ;;
  esac
done
shift $((OPTIND - 1))
case $format in csv | markdown) ;; *) usage ;; esac
[ $# -eq 1 ] || usage
case $1 in [0-9][0-9][0-9][0-9]-0[1-9] | [0-9][0-9][0-9][0-9]-1[0-2]) ;; *) usage ;; esac

month=$1
year=${month%-*}
# A number that begins with a zero is octal to the shell.
number=${month#*-}
number=${number#0}
case $number in
4 | 6 | 9 | 11) days=30 ;;
2) if [ $((year % 4)) -eq 0 ] && { [ $((year % 100)) -ne 0 ] || [ $((year % 400)) -eq 0 ]; }; then days=29; else days=28; fi ;;
*) days=31 ;;
esac
next_month=$(printf '%04d-%02d' $((year + number / 12)) $((number % 12 + 1)))

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# The instant at which a day begins in the hospital. Where the clocks go forward at midnight, it begins at one.
beginning_of() {
  seconds=$(TZ=$zone date -d "$1 00:00" +%s 2>/dev/null || TZ=$zone date -d "$1 01:00" +%s)
  date -u -d "@$seconds" +%Y-%m-%dT%H:%M:%S.000Z
}

hospital=$(medcor whoami --query hospital -o json)
[ "$hospital" != null ] || {
  echo 'Whoever is signed in belongs to no hospital.' >&2
  exit 1
}
zone=$(medcor hospitals get "$hospital" --query timezone -o yaml)
# Without its rules, date would take the zone for UTC, and say nothing.
[ -f "${TZDIR:-/usr/share/zoneinfo}/$zone" ] || {
  echo "This machine does not know the time zone $zone: install tzdata." >&2
  exit 1
}
from=$(beginning_of "$month-01")
until=$(beginning_of "$next_month-01")

medcor appointments list --date-from "$month-01" --date-to "$month-$days" --all -o csv \
  --fields status,doctor,doctor_name >"$work/appointments"
medcor users list --role patient --all -o csv --fields created_at >"$work/patients"

# Rows of: what, of which, how many; the second as a cell of CSV.
{
  : >"$work/by-doctor"
  awk -v by_doctor_rows="$work/by-doctor" '
    # The name may be quoted, and go over lines.
    { record = record $0 }
    gsub(/"/, "\"", record) % 2 { record = record " "; next }
    NR > 1 {
      split(record, cells, ",")
      total++
      by_status[cells[1]]++
      by_doctor[cells[2]]++
      name[cells[2]] = substr(record, length(cells[1] "," cells[2] ",") + 1)
    }
    { record = "" }
    END {
      printf "Appointments,all,%d\n", total
      count = split("scheduled confirmed completed cancelled no_show", statuses, " ")
      for (place = 1; place <= count; place++)
        printf "Appointments by status,%s,%d\n", statuses[place], by_status[statuses[place]]
      for (doctor in by_doctor)
        printf "Appointments by doctor,%s,%d\n", name[doctor], by_doctor[doctor] >by_doctor_rows
    }
  ' "$work/appointments"
  sort "$work/by-doctor"
  awk -v from="$from" -v until="$until" '
    NR > 1 && $0 >= from && $0 < until { new++ }
    END { printf "Patients,new,%d\n", new }
  ' "$work/patients"
} >"$work/rows"

if [ "$format" = csv ]; then
  echo 'figure,of,count'
  cat "$work/rows"
  exit
fi
echo "# $month"
echo
echo "Days are those of $zone."
awk '
  {
    title = of = $0
    sub(/,.*/, "", title)
    count = $0
    sub(/.*,/, "", count)
    of = substr($0, length(title) + 2, length($0) - length(title) - length(count) - 2)
    if (of ~ /^"/) { of = substr(of, 2, length(of) - 2); gsub(/""/, "\"", of) }
    gsub(/&/, "\\&amp;", of)
    gsub(/</, "\\&lt;", of)
    gsub(/\|/, "\\|", of)
    if (title != section) printf "\n## %s\n\n| | |\n|---|---:|\n", title
    section = title
    printf "| %s | %d |\n", of, count
  }
' "$work/rows"
