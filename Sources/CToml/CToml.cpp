// See CToml.h.

#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#define TOML_ENABLE_WINDOWS_COMPAT 0
#include "CToml.h"

#include <toml++/toml.h>

#include <algorithm>
#include <new>
#include <string>
#include <string_view>
#include <vector>

struct toml_file {
  toml::table root;
  std::vector<toml_node> nodes;
  /// For each node of a table, at its place among its siblings: the siblings in the order of their keys.
  std::vector<size_t> by_key;
  bool is_faulty = false;
  std::string fault;
  toml_place fault_place = {1, 1};
};

namespace {

toml_place place(const toml::source_position &position) {
  return {std::max<uint32_t>(position.line, 1), std::max<uint32_t>(position.column, 1)};
}

bool comes_before(const toml_place &a, const toml_place &b) {
  return a.line != b.line ? a.line < b.line : a.column < b.column;
}

toml_node plain(const toml::node &value) {
  toml_node node = {};
  node.place = place(value.source().begin);
  switch (value.type()) {
  case toml::node_type::table:
    node.kind = TOML_TABLE;
    break;
  case toml::node_type::array: {
    const toml::array &list = *value.as_array();
    const toml::table *first = list.empty() ? nullptr : list[0].as_table();
    node.kind = first && !first->is_inline() && list.is_array_of_tables() ? TOML_TABLES : TOML_LIST;
    break;
  }
  case toml::node_type::string:
    node.kind = TOML_TEXT;
    node.text = value.as_string()->get().data();
    node.text_length = value.as_string()->get().size();
    break;
  case toml::node_type::integer:
    node.kind = TOML_INTEGER;
    node.integer = value.as_integer()->get();
    break;
  case toml::node_type::boolean:
    node.kind = TOML_BOOL;
    node.integer = value.as_boolean()->get();
    break;
  case toml::node_type::floating_point:
    node.kind = TOML_DECIMAL;
    break;
  default:
    node.kind = TOML_DATE;
  }
  return node;
}

/// A value on its way into the list.
struct child {
  toml_node node;
  const toml::node *value;
  size_t rank;
};

std::vector<child> children(const toml::node &value) {
  std::vector<child> found;
  if (const toml::table *table = value.as_table()) {
    for (auto &&[key, held] : *table) {
      toml_node node = plain(held);
      node.key = key.str().data();
      node.key_length = key.str().size();
      node.key_place = place(key.source().begin);
      found.push_back({node, &held, found.size()});
    }
    // toml++ sorts by key.
    std::sort(found.begin(), found.end(), [](const child &a, const child &b) {
      return comes_before(a.node.key_place, b.node.key_place);
    });
  } else if (const toml::array *list = value.as_array()) {
    for (const toml::node &held : *list) found.push_back({plain(held), &held, found.size()});
  }
  return found;
}

/// Lists every node, what a table or list holds side by side.
void flatten(toml_file &file) {
  std::vector<const toml::node *> values = {&file.root};
  file.nodes.push_back(plain(file.root));
  file.by_key.push_back(0);
  for (size_t index = 0; index < values.size(); index++) {
    std::vector<child> held = children(*values[index]);
    size_t first = values.size();
    file.nodes[index].first = first;
    file.nodes[index].count = held.size();
    file.by_key.resize(first + held.size());
    for (size_t number = 0; number < held.size(); number++) {
      file.by_key[first + held[number].rank] = first + number;
      file.nodes.push_back(held[number].node);
      values.push_back(held[number].value);
    }
  }
}

} // namespace

struct toml_file *toml_read(const char *bytes, size_t length) {
  toml_file *file = new (std::nothrow) toml_file;
  if (!file) return nullptr;
  toml::parse_result result = toml::parse(std::string_view(bytes, length));
  if (!result) {
    file->is_faulty = true;
    file->fault = std::string(result.error().description());
    file->fault_place = place(result.error().source().begin);
    return file;
  }
  file->root = std::move(result).table();
  flatten(*file);
  return file;
}

void toml_free(struct toml_file *file) { delete file; }

const char *toml_fault(const struct toml_file *file, struct toml_place *where) {
  *where = file->fault_place;
  return file->is_faulty ? file->fault.c_str() : nullptr;
}

const struct toml_node *toml_nodes(const struct toml_file *file) {
  return file->is_faulty ? nullptr : file->nodes.data();
}

size_t toml_find(const struct toml_file *file, size_t table, const char *key, size_t length) {
  const toml_node &node = file->nodes[table];
  if (node.kind != TOML_TABLE) return 0;
  std::string_view wanted(key, length);
  auto begin = file->by_key.begin() + static_cast<std::ptrdiff_t>(node.first);
  auto end = begin + static_cast<std::ptrdiff_t>(node.count);
  auto name = [&](size_t at) { return std::string_view(file->nodes[at].key, file->nodes[at].key_length); };
  auto found = std::lower_bound(begin, end, wanted, [&](size_t at, std::string_view key) { return name(at) < key; });
  return found != end && name(*found) == wanted ? *found : 0;
}
