#!/usr/bin/env python3
"""Books the first free time of a doctor with a specialty, for the patient who signs in."""

from __future__ import annotations

import argparse
import getpass
import os
import sys

from medcor import MedCor, MedCorError, NoAnswer


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base-url", default=os.environ.get("MEDCOR_BASE_URL", "http://localhost:8002"))
    parser.add_argument("--email", required=True)
    parser.add_argument("--specialty", required=True, help="such as Cardiology")
    parser.add_argument("--reason", default="Check-up")
    given = parser.parse_args()
    # Not as an argument: whoever shares the machine could read it.
    password = os.environ.get("MEDCOR_PASSWORD") or getpass.getpass()
    try:
        return book(MedCor(given.base_url), given.email, password, given.specialty, given.reason)
    except MedCorError as error:
        print(error, file=sys.stderr)
        for field, messages in error.details.items():
            print(f"  {field}: {' '.join(messages)}", file=sys.stderr)
        if error.retry_after is not None:
            print(f"  Try again in {error.retry_after:.0f} s.", file=sys.stderr)
        print(f"  (request {error.request_id})", file=sys.stderr)
    except NoAnswer as error:
        print(error, file=sys.stderr)
    return 1


def book(medcor: MedCor, email: str, password: str, specialty: str, reason: str) -> int:
    patient = medcor.login(email, password)
    print(f"Signed in as {patient['full_name']}.")
    # What is searched is the description, too: a specialty that is called so is the one that is meant.
    found = list(medcor.rows("/api/specialty/", search=specialty))
    meant = [each for each in found if each["name"].casefold() == specialty.casefold()] or found
    if not meant:
        print(f"There is no specialty {specialty}.", file=sys.stderr)
        return 1
    if len(meant) > 1:
        names = ", ".join(each["name"] for each in meant)
        print(f"{specialty} may be several specialties: {names}.", file=sys.stderr)
        return 1
    print(f"Specialty: {meant[0]['name']}.")
    slots = medcor.rows(
        "/api/appointments/availability-slots/",
        specialty=meant[0]["id"],
        is_available=True,
        ordering="start_time",
    )
    for slot in slots:
        try:
            appointment = medcor.post(
                "/api/appointments/", {"doctor": slot["doctor"], "slot": slot["id"], "reason": reason}
            )
        except MedCorError as error:
            # Somebody was faster, or the patient is elsewhere at that time.
            if error.code not in ("SLOT_UNAVAILABLE", "SLOT_OVERLAP"):
                raise
            print(f"{slot['start_time']} cannot be had ({error.code}).")
            continue
        doctor, at = appointment["doctor_name"], appointment["start_time"]
        print(f"Booked: appointment {appointment['id']} with {doctor}, {at}.")
        return 0
    print("There is no free time left.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
