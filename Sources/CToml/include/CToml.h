// TOML files as plain nodes: toml++ behind an interface of C.
//
// Rules: nothing is judged, limited or explained here; the caller has made sure that the bytes are UTF-8, and that neither
// keys nor values are nested so deeply that a recursive reader would run out of stack.

#ifndef AFTERCARE_CTOML_H
#define AFTERCARE_CTOML_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// What a node is.
enum toml_kind {
  TOML_TABLE,
  TOML_LIST,
  /// Tables made by [[name]].
  TOML_TABLES,
  TOML_TEXT,
  TOML_INTEGER,
  TOML_DECIMAL,
  TOML_BOOL,
  TOML_DATE,
};

/// Lines and columns from 1; columns count Unicode scalars.
struct toml_place {
  uint32_t line, column;
};

/// A value, with its key where it has one. Texts belong to the file and end with no zero.
struct toml_node {
  enum toml_kind kind;
  /// The number, or 1 for true.
  int64_t integer;
  const char *text;
  size_t text_length;
  const char *key;
  size_t key_length;
  struct toml_place key_place, place;
  /// What a table or list holds stands side by side among the nodes, in the order of the file.
  size_t first, count;
};

/// A file that was read, or a fault.
struct toml_file;

/// Reads a file; NULL where memory is out. Give it back with `toml_free`.
struct toml_file *toml_read(const char *bytes, size_t length);
void toml_free(struct toml_file *file);

/// What is wrong in the file and where; NULL where nothing is.
const char *toml_fault(const struct toml_file *file, struct toml_place *place);

/// The nodes; the first is the table that holds all others. NULL where the file has a fault.
const struct toml_node *toml_nodes(const struct toml_file *file);

/// The place among the nodes of a table's value by its key; 0, which is never a value, where there is none.
size_t toml_find(const struct toml_file *file, size_t table, const char *key, size_t length);

#ifdef __cplusplus
}
#endif

#endif
