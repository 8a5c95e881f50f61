// The questions that CellGrid and Vault ask of libunistring, as plain functions.
//
// Rules: no state, no memory kept. The encoding is fixed to UTF-8, so that characters of ambiguous East Asian
// width count one column and break like letters. The library renames its functions by macros between
// versions, which Swift cannot see; going through here picks the right one.
#ifndef AFTERCARE_CUNISTRING_SHIM_H
#define AFTERCARE_CUNISTRING_SHIM_H

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unilbrk.h>
#include <uninorm.h>
#include <unistr.h>
#include <uniwidth.h>

/// Columns of one scalar: 0, 1 or 2; -1 for control characters.
static inline int unistring_width(uint32_t scalar) {
  return uc_width(scalar, "UTF-8");
}

/// UAX #14 over `count` scalars: `breaks[i]` says what may happen before scalar `i` (the UC_BREAK values).
static inline void unistring_line_breaks(const uint32_t *scalars, size_t count, char *breaks) {
  u32_possible_linebreaks(scalars, count, "UTF-8", breaks);
}

/// What a letter with marks begins with, when all are undone, such as e of ệ; other scalars themselves.
static inline uint32_t unistring_base(uint32_t scalar) {
  ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
  while (uc_canonical_decomposition(scalar, parts) > 0) scalar = parts[0];
  return scalar;
}

/// Writes the composed (NFC) or decomposed (NFD) form of UTF-8 into `room`; `count` is its size, and then the form's.
/// False where it is not UTF-8 or does not fit.
static inline bool unistring_normalize(const void *text, size_t length, bool composed, void *room, size_t *count) {
  if (u8_check(text, length) != NULL) return false;
  uint8_t *form = u8_normalize(composed ? UNINORM_NFC : UNINORM_NFD, text, length, room, count);
  if (form == room) return true;
  if (form != NULL) {
    explicit_bzero(form, *count);
    free(form);
  }
  return false;
}

#endif
