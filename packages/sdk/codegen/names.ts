/** `appointments` → `Appointments`. */
export function pascalCase(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** `availabilitySlots` → `availability-slots`. */
export function kebabCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** `attachment_id` → `attachmentId`. */
export function camelCase(name: string): string {
  return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** The class of a resource: `appointments` → `AppointmentsResource`. */
export function className(domain: string): string {
  return `${pascalCase(domain)}Resource`;
}
