// See CToml.h.

#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#define TOML_ENABLE_WINDOWS_COMPAT 0
#include "CToml.h"

#include <toml++/toml.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <new>
#include <string>
#include <string_view>
#include <vector>

struct toml_file {
  toml::table root;
  std::vector<toml_node> nodes;
  std::vector<uint32_t> by_key;
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
    node.text_length = static_cast<uint32_t>(value.as_string()->get().size());
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
      node.key_length = static_cast<uint32_t>(key.str().size());
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
    file.nodes[index].first = static_cast<uint32_t>(first);
    file.nodes[index].count = static_cast<uint32_t>(held.size());
    file.by_key.resize(first + held.size());
    for (size_t number = 0; number < held.size(); number++) {
      file.by_key[first + held[number].rank] = static_cast<uint32_t>(first + number);
      file.nodes.push_back(held[number].node);
      values.push_back(held[number].value);
    }
  }
}

/// Numbers of a packed node are four letters of five bits each; its kind is the last of them.
constexpr size_t fields = 9, letters = 4;
constexpr char zero = '0';

/// Adds a number; false where it is too large.
bool add(std::string &out, uint64_t number) {
  for (size_t letter = letters; letter-- > 0;) out += static_cast<char>(zero + (number >> (5 * letter) & 31));
  return number < 1u << (5 * letters);
}

uint32_t take(const char *&in) {
  uint32_t number = 0;
  for (size_t letter = 0; letter < letters; letter++) number = number << 5 | static_cast<uint32_t>(*in++ - zero);
  return number;
}

/// Adds a text where it is needed, and where it stands and how long it is to the numbers.
bool add(std::string &out, std::string &texts, const char *text, size_t length) {
  size_t start = texts.size();
  if (text) texts.append(text, length);
  bool fits = add(out, start);
  return add(out, length) && fits;
}

char *copy(const std::string &text) {
  char *made = static_cast<char *>(std::malloc(text.size() + 1));
  if (made) std::memcpy(made, text.c_str(), text.size() + 1);
  return made;
}

} // namespace

bool toml_pack(const struct toml_file *file, char **nodes, char **texts) {
  std::string packed, said;
  bool fits = true;
  for (size_t index = 0; index < file->nodes.size(); index++) {
    const toml_node &node = file->nodes[index];
    fits = add(packed, said, node.key, node.key_length) && fits;
    fits = add(packed, said, node.text, node.text_length) && fits;
    for (uint64_t number : {static_cast<uint64_t>(node.integer), static_cast<uint64_t>(node.first),
                            static_cast<uint64_t>(node.count), static_cast<uint64_t>(file->by_key[index]),
                            static_cast<uint64_t>(node.kind)})
      fits = add(packed, number) && fits;
  }
  *nodes = copy(packed);
  *texts = copy(said);
  return fits && *nodes && *texts;
}

struct toml_file *toml_unpack(const char *nodes, size_t length, const char *texts) {
  toml_file *file = new (std::nothrow) toml_file;
  if (!file) return nullptr;
  size_t count = length / (fields * letters);
  file->nodes.resize(count);
  file->by_key.resize(count);
  for (size_t index = 0; index < count; index++) {
    toml_node &node = file->nodes[index];
    node.key = texts + take(nodes);
    node.key_length = take(nodes);
    node.text = texts + take(nodes);
    node.text_length = take(nodes);
    node.integer = take(nodes);
    node.first = take(nodes);
    node.count = take(nodes);
    file->by_key[index] = take(nodes);
    node.kind = static_cast<toml_kind>(take(nodes));
    node.key_place = node.place = {1, 1};
  }
  return file;
}

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

struct toml_tree toml_tree_of(const struct toml_file *file) {
  return {file->nodes.data(), file->by_key.data(), file->nodes.size()};
}

size_t toml_find(const struct toml_tree *tree, size_t table, const char *key, size_t length) {
  const toml_node &node = tree->nodes[table];
  if (node.kind != TOML_TABLE) return 0;
  std::string_view wanted(key, length);
  const uint32_t *begin = tree->by_key + node.first, *end = begin + node.count;
  auto name = [&](uint32_t at) { return std::string_view(tree->nodes[at].key, tree->nodes[at].key_length); };
  const uint32_t *found =
      std::lower_bound(begin, end, wanted, [&](uint32_t at, std::string_view key) { return name(at) < key; });
  return found != end && name(*found) == wanted ? *found : 0;
}
