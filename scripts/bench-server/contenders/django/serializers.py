"""The fields of our answers."""

from datetime import timezone

from django.db import models
from models import Appointment, Attachment, MedicalRecord, Slot, User
from rest_framework import serializers


class Instant(serializers.DateTimeField):
    def to_representation(self, value):
        if value is None:
            return None
        return value.astimezone(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Shown(serializers.ModelSerializer):
    serializer_field_mapping = {
        **serializers.ModelSerializer.serializer_field_mapping,
        models.DateTimeField: Instant,
    }


SUMMARY = (
    "id email username first_name last_name full_name role hospital is_superuser is_active phone_number"
    " date_of_birth gender department license_number years_of_experience last_login created_at updated_at"
).split()


class SummarySerializer(Shown):
    hospital = serializers.IntegerField(source="hospital_id")

    class Meta:
        model = User
        fields = SUMMARY


class ProfileSerializer(SummarySerializer):
    blood_type = serializers.ReadOnlyField(default=None)
    allergies = serializers.ReadOnlyField(default=None)
    medical_conditions = serializers.ReadOnlyField(default=None)
    current_medications = serializers.ReadOnlyField(default=None)

    class Meta:
        model = User
        fields = SUMMARY + (
            "address bio emergency_contact_name emergency_contact_phone preferred_language timezone"
            " blood_type allergies medical_conditions current_medications"
        ).split()


class AppointmentSerializer(Shown):
    hospital = serializers.IntegerField(source="hospital_id", read_only=True)
    patient_name = serializers.CharField(source="patient.full_name", read_only=True)
    doctor_name = serializers.CharField(source="doctor.full_name", read_only=True)
    patient = serializers.PrimaryKeyRelatedField(queryset=User.objects.filter(role="patient", is_active=True))
    doctor = serializers.PrimaryKeyRelatedField(queryset=User.objects.filter(role="doctor", is_active=True))

    class Meta:
        model = Appointment
        fields = (
            "id hospital patient doctor slot appointment_type status reason symptoms notes start_time end_time"
            " cancellation_reason cancelled_by cancelled_at created_at updated_at patient_name doctor_name"
        ).split()
        read_only_fields = (
            "status start_time end_time cancellation_reason cancelled_by cancelled_at created_at updated_at"
        ).split()


class SlotSerializer(Shown):
    hospital = serializers.IntegerField(source="hospital_id")
    doctor_name = serializers.CharField(source="doctor.full_name")
    is_available = serializers.BooleanField()

    class Meta:
        model = Slot
        fields = (
            "id hospital doctor start_time end_time notes created_at updated_at doctor_name is_available"
        ).split()


class AttachmentSerializer(Shown):
    class Meta:
        model = Attachment
        fields = "id record filename content_type size sha256 uploaded_by created_at".split()


class RecordSerializer(Shown):
    hospital = serializers.IntegerField(source="hospital_id")
    appointment = serializers.IntegerField(source="appointment_id")
    patient_name = serializers.CharField(source="patient.full_name")
    created_by_name = serializers.CharField(source="created_by.full_name")
    attachments = AttachmentSerializer(many=True)

    class Meta:
        model = MedicalRecord
        fields = (
            "id hospital patient record_type title description diagnosis symptoms vital_signs lab_results"
            " appointment is_confidential created_by version created_at updated_at patient_name created_by_name"
            " attachments"
        ).split()
