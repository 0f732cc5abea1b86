"""The tables of our server, as far as the operations need them."""

from django.db import models


class Table(models.Model):
    class Meta:
        abstract = True
        managed = False
        app_label = "bench"


class User(Table):
    hospital_id = models.IntegerField()
    email = models.TextField()
    username = models.TextField()
    role = models.TextField()
    is_superuser = models.BooleanField()
    is_active = models.BooleanField()
    first_name = models.TextField()
    last_name = models.TextField()
    full_name = models.TextField()
    first_name_sort = models.TextField()
    last_name_sort = models.TextField()
    phone_number = models.TextField()
    date_of_birth = models.DateField()
    gender = models.TextField()
    department = models.TextField()
    license_number = models.TextField()
    years_of_experience = models.IntegerField()
    address = models.TextField()
    bio = models.TextField()
    emergency_contact_name = models.TextField()
    emergency_contact_phone = models.TextField()
    preferred_language = models.TextField()
    timezone = models.TextField()
    search_text = models.TextField()
    last_login = models.DateTimeField()
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    is_authenticated = True

    class Meta(Table.Meta):
        db_table = "users"


class Slot(Table):
    hospital_id = models.IntegerField()
    doctor = models.ForeignKey(User, models.DO_NOTHING, related_name="+")
    start_time = models.DateTimeField()
    end_time = models.DateTimeField()
    is_open = models.BooleanField()
    notes = models.TextField()
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    deleted_at = models.DateTimeField()

    class Meta(Table.Meta):
        db_table = "availability_slots"


class Appointment(Table):
    hospital_id = models.IntegerField()
    patient = models.ForeignKey(User, models.DO_NOTHING, related_name="+")
    doctor = models.ForeignKey(User, models.DO_NOTHING, related_name="+")
    slot = models.ForeignKey(Slot, models.DO_NOTHING, related_name="appointments")
    appointment_type = models.TextField(default="consultation")
    status = models.TextField(default="scheduled")
    reason = models.TextField(null=True)
    symptoms = models.TextField(null=True)
    notes = models.TextField(null=True)
    start_time = models.DateTimeField()
    end_time = models.DateTimeField()
    cancellation_reason = models.TextField(null=True)
    cancelled_by = models.IntegerField(db_column="cancelled_by", null=True)
    cancelled_at = models.DateTimeField(null=True)
    search_text = models.TextField()
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta(Table.Meta):
        db_table = "appointments"


class MedicalRecord(Table):
    hospital_id = models.IntegerField()
    patient = models.ForeignKey(User, models.DO_NOTHING, related_name="+")
    created_by = models.ForeignKey(User, models.DO_NOTHING, db_column="created_by", related_name="+")
    version = models.IntegerField()
    record_type = models.TextField()
    title = models.TextField()
    description = models.TextField()
    diagnosis = models.TextField()
    symptoms = models.TextField()
    vital_signs = models.JSONField()
    lab_results = models.JSONField()
    appointment_id = models.IntegerField()
    is_confidential = models.BooleanField()
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    deleted_at = models.DateTimeField()

    class Meta(Table.Meta):
        db_table = "medical_records"


class Attachment(Table):
    record = models.ForeignKey(MedicalRecord, models.DO_NOTHING, related_name="attachments")
    filename = models.TextField()
    content_type = models.TextField()
    size = models.IntegerField()
    sha256 = models.TextField()
    uploaded_by = models.IntegerField(db_column="uploaded_by")
    created_at = models.DateTimeField()
    deleted_at = models.DateTimeField()

    class Meta(Table.Meta):
        db_table = "attachments"


class Event(Table):
    id = models.TextField(primary_key=True)
    hospital_id = models.IntegerField()
    type = models.TextField()
    data = models.JSONField()
    created_at = models.DateTimeField()

    class Meta(Table.Meta):
        db_table = "events"


class Webhook(Table):
    hospital_id = models.IntegerField()
    events = models.JSONField()
    is_active = models.BooleanField()

    class Meta(Table.Meta):
        db_table = "webhooks"


class AuditEntry(Table):
    at = models.DateTimeField()
    actor_id = models.IntegerField()
    actor_role = models.TextField()
    action = models.TextField()
    resource = models.TextField()
    resource_id = models.TextField()
    patient_id = models.IntegerField()
    hospital_id = models.IntegerField()
    outcome = models.TextField()
    ip = models.TextField()
    request_id = models.TextField()

    class Meta(Table.Meta):
        db_table = "audit_log"
