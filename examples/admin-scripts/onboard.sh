#!/bin/sh
# Brings a hospital's doctors, patients and working hours in from the CSV files of a folder. What is there already is
# left as it is: run it again after it was killed, or after a row was put right.
# What stands in a cell is no pattern of file names.
set -euf
umask 077

if [ $# -ne 1 ] || [ ! -d "$1" ]; then
  echo 'Usage: onboard.sh FOLDER, with doctors.csv, patients.csv and working-hours.csv in it' >&2
  exit 2
fi
folder=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
: >"$work/problems"
byte_order_mark=$(printf '\357\273\277')
carriage_return=$(printf '\r')

# The lines of a file, without what spreadsheets put around them.
lines_of() {
  LC_ALL=C sed "1s/^$byte_order_mark//; s/$carriage_return\$//" "$1"
}

# What is wrong with a row, for the end.
problem() {
  printf '%s, row %d: %s\n' "$1" "$2" "$3" >>"$work/problems"
}

# Tells what happened where medcor ended in a way that only a person can do something about.
give_up() {
  cat "$work/said" >&2
  exit "$1"
}

# Creates the people of a file. The rows that are refused for people who are there already are no problems.
bring_in_people() {
  name=$1
  lines_of "$folder/$name" >"$work/lines"
  case $(head -n 1 "$work/lines") in
  email,*) ;;
  *)
    echo "$name: the first column has to be email." >&2
    exit 2
    ;;
  esac
  status=0
  # --resume begins as well, where nothing was interrupted.
  medcor import users --file "$folder/$name" --resume 2>"$work/said" || status=$?
  case $status in
  0) : >"$work/refused" ;;
  5) lines_of "$folder/$name.refused.csv" >"$work/refused" ;;
  *) give_up $status ;;
  esac
  medcor users list --all -o csv --fields email >"$work/known"
  awk -v name="$name" -v problems="$work/problems" '
    FILENAME ~ /known$/ { known[$0]; next }
    FILENAME ~ /lines$/ { split($0, cells, ","); gsub(/"/, "", cells[1]); email[FNR] = tolower(cells[1]); next }
    FNR == 1 { next }
    {
      row = reason = $0
      sub(/,.*/, "", row)
      sub(/^[^,]*,"/, "", reason)
      sub(/"$/, "", reason)
      gsub(/""/, "\"", reason)
      if (email[row] in known && reason ~ /^email: /) {
        for (above = 2; email[above] != email[row]; above++);
        if (above == row) { there++; next }
        reason = "the e-mail address is that of row " above "."
      }
      printf "%s, row %d: %s\n", name, row, reason >>problems
      wrong++
    }
    END { printf "%d there already, %d wrong.\n", there, wrong }
  ' "$work/known" "$work/lines" "$work/refused" >"$work/rest"
  created=$(sed -n 's/^\([0-9]*\) created.*/\1/p' "$work/said")
  echo "$name: $created created, $(cat "$work/rest")"
}

# Opens the slots of a row: those that are there already are skipped by the server, and so are those that overlap others.
open_slots() {
  row=$1 doctor=$2 from_day=$3 to_day=$4 weekdays=$5 from=$6 to=$7 minutes=$8
  id=$(awk -F , -v email="$doctor" '$1 == tolower(email) { print $2 }' "$work/doctors")
  if [ -z "$id" ]; then
    problem working-hours.csv "$row" "no doctor has the e-mail address \"$doctor\"."
    return
  fi
  set --
  for weekday in $weekdays; do set -- "$@" --weekdays "$weekday"; done
  status=0
  medcor availability-slots bulk --doctor "$id" --date-from "$from_day" --date-to "$to_day" "$@" \
    --from "$from" --to "$to" --slot-minutes "$minutes" -o csv \
    --query "[created[].{of: 'created', starts: start_time, ends: end_time}, skipped[].{of: 'skipped', starts: start_time, ends: end_time}][]" \
    </dev/null >"$work/slots" 2>"$work/said" || status=$?
  case $status in
  0) ;;
  2 | 5)
    # Its last line is for whoever sees the command.
    problem working-hours.csv "$row" "$(grep -v '^See \|^(' "$work/said" | tr -s '\n ' '  ')"
    return
    ;;
  *) give_up $status ;;
  esac
  medcor availability-slots list --doctor "$id" --date-from "$from_day" --date-to "$to_day" --all -o csv \
    --fields start_time,end_time </dev/null >"$work/open"
  awk -F , '
    FILENAME ~ /open$/ { open[$1, $2]; next }
    $1 == "skipped" && !(($2, $3) in open) { print $2 }
  ' "$work/open" "$work/slots" >"$work/overlapping"
  if [ -s "$work/overlapping" ]; then
    problem working-hours.csv "$row" \
      "$(grep -c . "$work/overlapping") slots would overlap others of this doctor, the first at $(head -n 1 "$work/overlapping")."
  fi
  awk -F , '{ print $1 }' "$work/slots" >>"$work/counted"
}

bring_in_working_hours() {
  : >"$work/counted"
  medcor users list --role doctor --all -o csv --fields email,id >"$work/doctors"
  lines_of "$folder/working-hours.csv" >"$work/hours"
  row=0
  while IFS=, read -r doctor from_day to_day weekdays from to minutes || [ -n "$doctor" ]; do
    row=$((row + 1))
    if [ $row -eq 1 ] || [ -z "$doctor" ]; then continue; fi
    open_slots $row "$doctor" "$from_day" "$to_day" "$weekdays" "$from" "$to" "$minutes"
  done <"$work/hours"
  echo "working-hours.csv: $(grep -c '^created' "$work/counted") slots opened," \
    "$(grep -c '^skipped' "$work/counted") left as they are."
}

for name in doctors.csv patients.csv working-hours.csv; do
  [ -r "$folder/$name" ] || {
    echo "$folder/$name cannot be read." >&2
    exit 2
  }
done
# Before anything is sent: who this is, and whether the server is there.
medcor whoami --fields id >/dev/null
bring_in_people doctors.csv
bring_in_people patients.csv
bring_in_working_hours
if [ -s "$work/problems" ]; then
  cat "$work/problems" >&2
  exit 5
fi
