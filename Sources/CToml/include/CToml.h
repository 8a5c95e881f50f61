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
  uint32_t key_length, text_length;
  const char *key;
  const char *text;
  /// The number, or 1 for true.
  int64_t integer;
  struct toml_place key_place, place;
  /// What a table or list holds stands side by side among the nodes, in the order of the file.
  uint32_t first, count;
};

/// The nodes of a file; the first is the table that holds all others.
struct toml_tree {
  const struct toml_node *nodes;
  /// For each node of a table, at its place among its siblings: the siblings in the order of their keys.
  const uint32_t *by_key;
  size_t count;
};

/// A file that was read, or a fault.
struct toml_file;

/// Reads a file; NULL where memory is out. Give it back with `toml_free`.
struct toml_file *toml_read(const char *bytes, size_t length);
void toml_free(struct toml_file *file);

/// The nodes of a file as printable letters, and all its texts one after the other, for a program to carry; false where a
/// number of it is too large for that. Places are left out. Give both back with `free`.
bool toml_pack(const struct toml_file *file, char **nodes, char **texts);

/// A file out of what `toml_pack` made of it. The texts stay where they are.
struct toml_file *toml_unpack(const char *nodes, size_t length, const char *texts);

/// What is wrong in the file and where; NULL where nothing is.
const char *toml_fault(const struct toml_file *file, struct toml_place *place);

/// The nodes; without any where the file has a fault.
struct toml_tree toml_tree_of(const struct toml_file *file);

/// The place among the nodes of a table's value by its key; 0, which is never a value, where there is none.
size_t toml_find(const struct toml_tree *tree, size_t table, const char *key, size_t length);

#ifdef __cplusplus
}
#endif

#endif
