// The name under which an archived instance is kept in a folder. Ids are the caller's in an imported instance, so they are no paths.
export function archiveFile(instanceId: string): string {
  return `${encodeURIComponent(instanceId)}.json`;
}
