"""What is asked of every contender."""

import hashlib
import json
import uuid

from django.db import connection, models, transaction
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import timezone as clock
from models import Appointment, AuditEntry, Event, MedicalRecord, Slot, User, Webhook
from rest_framework import generics, pagination, views
from rest_framework.response import Response
from serializers import (
    AppointmentSerializer,
    ProfileSerializer,
    RecordSerializer,
    SlotSerializer,
    SummarySerializer,
)

LIVE = ["scheduled", "confirmed", "completed"]


class Pages(pagination.PageNumberPagination):
    page_size_query_param = "page_size"


class Cursors(pagination.CursorPagination):
    page_size_query_param = "page_size"
    ordering = ("-start_time", "-id")


def etag_of(data):
    text = json.dumps(data, separators=(",", ":"), ensure_ascii=False)
    return '"%s"' % hashlib.sha256(text.encode()).hexdigest()[:32]


def tagged(data):
    return Response(data, headers={"ETag": etag_of(data)})


def enter(request):
    """Row-level security shows a transaction its own hospital's clinical rows alone."""
    with connection.cursor() as cursor:
        cursor.execute("select set_config('app.hospital', %s, true)", [str(request.user.hospital_id)])


def audit(request, action, resource, row):
    AuditEntry.objects.create(
        at=clock.now(),
        actor_id=request.user.id,
        actor_role=request.user.role,
        action=action,
        resource=resource,
        resource_id=str(row.id),
        patient_id=row.patient_id,
        hospital_id=row.hospital_id,
        outcome="success",
        ip=request.META["REMOTE_ADDR"],
        request_id=str(uuid.uuid4()),
    )


def record(request, action, kind, row, shown):
    data = {name: shown[name] for name in "id hospital patient doctor status start_time end_time".split()}
    Event.objects.create(
        id="evt_%s" % uuid.uuid4().hex.upper()[:26],
        hospital_id=row.hospital_id,
        type=kind,
        data=data,
        created_at=clock.now(),
    )
    hooks = Webhook.objects.filter(hospital_id=row.hospital_id, is_active=True)
    if any("*" in hook.events or kind in hook.events for hook in hooks.select_for_update()):
        raise NotImplementedError("There are no webhooks here.")
    audit(request, action, "appointment", row)


class Profile(views.APIView):
    def get(self, request):
        return Response(ProfileSerializer(request.user).data)


class Patients(generics.ListAPIView):
    serializer_class = SummarySerializer
    pagination_class = Pages

    def get_queryset(self):
        return User.objects.filter(
            hospital_id=self.request.user.hospital_id,
            role="patient",
            is_active=True,
            search_text__contains=self.request.query_params["search"].lower(),
        ).order_by("id")

    def get_paginated_response(self, data):
        return Response(data, headers={"X-Total-Count": str(self.paginator.page.paginator.count)})


class Appointments(generics.ListCreateAPIView):
    serializer_class = AppointmentSerializer

    @property
    def paginator(self):
        if not hasattr(self, "_paginator"):
            self._paginator = Cursors() if "cursor" in self.request.query_params else Pages()
        return self._paginator

    def get_paginated_response(self, data):
        response = super().get_paginated_response(data)
        if isinstance(self.paginator, Cursors):
            # Its cursor pages do not count; ours do.
            response.data = {"count": self.get_queryset().count(), **response.data, "previous": None}
        return response

    def get_queryset(self):
        given = self.request.query_params
        rows = Appointment.objects.filter(hospital_id=self.request.user.hospital_id)
        if "doctor" in given:
            rows = rows.filter(doctor=given["doctor"], status=given["status"])
        if "search" in given:
            word = given["search"].lower()
            rows = rows.filter(
                models.Q(search_text__contains=word)
                | models.Q(patient__first_name_sort__contains=word)
                | models.Q(patient__last_name_sort__contains=word)
                | models.Q(doctor__first_name_sort__contains=word)
                | models.Q(doctor__last_name_sort__contains=word)
            )
        return rows.select_related("patient", "doctor").order_by("-start_time", "-id")

    @transaction.atomic
    def create(self, request):
        enter(request)
        serializer = AppointmentSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        wanted = serializer.validated_data
        slot = Slot.objects.select_for_update().get(pk=wanted["slot"].id, deleted_at=None)
        User.objects.select_for_update().get(pk=wanted["patient"].id)
        held = Appointment.objects.filter(slot=slot, status__in=LIVE).exists()
        busy = Appointment.objects.filter(
            patient=wanted["patient"],
            status__in=LIVE,
            start_time__lt=slot.end_time,
            end_time__gt=slot.start_time,
        ).exists()
        if not slot.is_open or slot.doctor_id != wanted["doctor"].id or held or busy:
            return Response(None, status=409)
        now = clock.now()
        row = serializer.save(
            hospital_id=request.user.hospital_id,
            start_time=slot.start_time,
            end_time=slot.end_time,
            search_text=wanted["reason"].lower(),
            created_at=now,
            updated_at=now,
        )
        record(request, "create", "appointment.created", row, serializer.data)
        return Response(serializer.data, status=201)


class OneAppointment(views.APIView):
    def row(self, request, id, rows=Appointment.objects):
        rows = rows.select_related("patient", "doctor")
        return get_object_or_404(rows, hospital_id=request.user.hospital_id, pk=id)

    def get(self, request, id):
        return tagged(AppointmentSerializer(self.row(request, id)).data)

    @transaction.atomic
    def put(self, request, id):
        enter(request)
        row = self.row(request, id, Appointment.objects.select_for_update(of=("self",)))
        if etag_of(AppointmentSerializer(row).data) != request.headers["If-Match"]:
            return Response(None, status=412)
        serializer = AppointmentSerializer(row, data=request.data, partial=True)
        serializer.is_valid(raise_exception=True)
        row = serializer.save(updated_at=clock.now())
        record(request, "update", "appointment.updated", row, serializer.data)
        return tagged(serializer.data)


class FreeSlots(generics.ListAPIView):
    serializer_class = SlotSerializer
    pagination_class = Pages

    def get_queryset(self):
        given = self.request.query_params
        held = Appointment.objects.filter(slot=models.OuterRef("pk"), status__in=LIVE)
        rows = Slot.objects.filter(
            hospital_id=self.request.user.hospital_id,
            doctor=given["doctor"],
            start_time__gte=given["date_from"],
            deleted_at=None,
            is_open=True,
        )
        available = models.Value(True, output_field=models.BooleanField())
        rows = rows.filter(~models.Exists(held)).annotate(is_available=available)
        return rows.select_related("doctor").order_by("start_time", "id")


class Record(views.APIView):
    @transaction.atomic
    def get(self, request, id):
        enter(request)
        rows = MedicalRecord.objects.select_related("patient", "created_by")
        row = get_object_or_404(rows, hospital_id=request.user.hospital_id, pk=id, deleted_at=None)
        if row.is_confidential:
            raise Http404
        audit(request, "read", "medical_record", row)
        return tagged(RecordSerializer(row).data)


urlpatterns = [
    path("api/auth/profile/", Profile.as_view()),
    path("api/auth/users/patients/", Patients.as_view()),
    path("api/appointments/availability-slots/", FreeSlots.as_view()),
    path("api/appointments/", Appointments.as_view()),
    path("api/appointments/<int:id>/", OneAppointment.as_view()),
    path("api/medical-records/<int:id>/", Record.as_view()),
]
