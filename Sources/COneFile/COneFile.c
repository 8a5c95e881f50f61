// What a program that is one file answers itself, where the C library would ask the machine's own libraries.
//
// Names of users and groups (and libraries to load) come out of shared libraries of the machine, which have to be of the
// very version that the program was linked with; anywhere else they may crash it. Nothing here asks for them: homes come
// from the environment. The Swift runtime and Foundation name these functions in code that is never reached. With
// these answers in their place nothing foreign is ever loaded, and the linker has nothing to warn of.
//
// Rules: only where the release is linked (AFTERCARE_ONE_FILE); tests and debug builds have the C library's own.

#include "COneFile.h"

#ifdef AFTERCARE_ONE_FILE

#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <stddef.h>

/// No user is known by this name or number.
int getpwnam_r(const char *name, struct passwd *into, char *buffer, size_t length, struct passwd **found) {
  (void)name, (void)into, (void)buffer, (void)length;
  *found = NULL;
  return 0;
}

int getpwuid_r(uid_t user, struct passwd *into, char *buffer, size_t length, struct passwd **found) {
  (void)user, (void)into, (void)buffer, (void)length;
  *found = NULL;
  return 0;
}

/// No group is known by this name or number.
int getgrnam_r(const char *name, struct group *into, char *buffer, size_t length, struct group **found) {
  (void)name, (void)into, (void)buffer, (void)length;
  *found = NULL;
  return 0;
}

int getgrgid_r(gid_t group, struct group *into, char *buffer, size_t length, struct group **found) {
  (void)group, (void)into, (void)buffer, (void)length;
  *found = NULL;
  return 0;
}

/// No library can be loaded.
void *dlopen(const char *path, int mode) {
  (void)path, (void)mode;
  return NULL;
}

/// No name that others could guess is made.
char *mktemp(char *pattern) {
  *pattern = 0;
  errno = EINVAL;
  return pattern;
}

#endif
