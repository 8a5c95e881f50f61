// Makes the files that come with the program into constants of Swift: compile-resources OUTPUT FOLDER FILE...
//
// Rules: run by the build alone (Plugins/CompileResources). Every file becomes its text; a TOML file also becomes the nodes
// that a reader would make of it, so that nothing is parsed when the program runs. Files are named by their path in FOLDER.

// A target of its own for the build's tools would be the same module twice.
#include "../../Sources/CToml/CToml.cpp"

#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>

namespace {

/// A text as a literal of Swift.
std::string literal(const std::string &text) {
  std::string made = "\"";
  for (char letter : text) {
    char escape[8];
    if (letter == '"' || letter == '\\') {
      (made += '\\') += letter;
    } else if (letter == '\n') {
      made += "\\n";
    } else if (static_cast<unsigned char>(letter) < 0x20) {
      std::snprintf(escape, sizeof escape, "\\u{%x}", letter);
      made += escape;
    } else {
      made += letter;
    }
  }
  return made + "\"";
}

/// The packed nodes and texts of a TOML file, as the parts of a literal; nothing where it is none.
std::string packed(const std::string &path, const std::string &bytes) {
  toml_file *file = toml_read(bytes.data(), bytes.size());
  toml_place where = {1, 1};
  char *nodes = nullptr, *texts = nullptr;
  const char *fault = file ? toml_fault(file, &where) : "no memory is left";
  if (!fault && !toml_pack(file, &nodes, &texts)) fault = "a number or the whole file is too large to be carried";
  if (fault) {
    std::cerr << path << ":" << where.line << ":" << where.column << ": error: " << fault << "\n";
    return "";
  }
  return "nodes: " + literal(nodes) + ",\n    texts: " + literal(texts);
}

} // namespace

int main(int count, char **words) {
  if (count < 3) return 64;
  std::ofstream out(words[1]);
  std::string folder = std::string(words[2]) + "/";
  out << "// Made by the build of Resources/; never kept.\n\nextension ShippedFile {\n  static let made: [ShippedFile] = [\n";
  for (int index = 3; index < count; index++) {
    std::string path = words[index];
    std::ifstream in(path, std::ios::binary);
    std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    if (!in || path.compare(0, folder.size(), folder) != 0) {
      std::cerr << path << ": error: it cannot be read\n";
      return 66;
    }
    std::string parts = "nodes: \"\", texts: \"\"";
    if (path.size() > 5 && path.compare(path.size() - 5, 5, ".toml") == 0) parts = packed(path, bytes);
    if (parts.empty()) return 65;
    out << "  ShippedFile(\n    path: " << literal(path.substr(folder.size())) << ",\n    text: " << literal(bytes)
        << ",\n    " << parts << "),\n";
  }
  out << "  ]\n}\n";
  out.close();
  return out ? 0 : 74;
}
