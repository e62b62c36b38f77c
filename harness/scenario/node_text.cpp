#include "harness/scenario/node_text.hpp"

#include <algorithm>
#include <string_view>

namespace ripcord::scenario {
namespace {

/// What fits in a line beside its indentation.
constexpr std::size_t line_bytes_max = 96;

bool is_plain_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '.' || c == '/';
}

/// Whether `text` means itself without quotes, in flow style too. Stricter than YAML is.
bool is_plain(std::string_view text) {
  if (text.empty() || !is_plain_character(text.front()) || !is_plain_character(text.back())) {
    return false;
  }
  // The document markers `...` and `---`; the second begins with a dash already.
  if (text.starts_with("...")) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_plain_character(text[i])) continue;
    const bool is_inner = text[i] == ' ' || text[i] == '-' || text[i] == ':' || text[i] == '+';
    // Neither `: `, nor two spaces, nor ` -`.
    if (!is_inner || !is_plain_character(text[i - 1]) || !is_plain_character(text[i + 1])) {
      return false;
    }
  }
  return true;
}

std::string quoted(std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out = "\"";
  for (const char c : text) {
    const auto code = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else if (code < 0x20 || code == 0x7f) {
      out += "\\x";
      out += digits[code >> 4U];
      out += digits[code & 0xfU];
    } else {
      out += c;
    }
  }
  return out + "\"";
}

std::string scalar_text(std::string_view text) {
  return is_plain(text) ? std::string(text) : quoted(text);
}

class BlockWriter {
 public:
  void write_members(const Node& mapping, const std::string& indent) {
    for (const Member& member : mapping.members) {
      text_ += indent + scalar_text(member.key) + ":";
      write_value(member.value, indent);
      // The lines of the next member begin at `indent` again.
    }
  }

  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  /// What follows `key:` or, for a list's item, the whole of it.
  void write_value(const Node& node, const std::string& indent) {
    const std::string flow = flow_text(node);
    const bool is_leaf = !node.is_mapping() && !node.is_list();
    if (is_leaf || flow.size() + indent.size() <= line_bytes_max) {
      text_ += " " + flow + "\n";
    } else if (node.is_mapping()) {
      text_ += "\n";
      write_members(node, indent + "  ");
    } else {
      text_ += "\n";
      write_items(node, indent + "  ");
    }
  }

  void write_items(const Node& list, const std::string& indent) {
    for (const Node& item : list.items) {
      text_ += indent + "-";
      write_item(item, indent);
    }
  }

  void write_item(const Node& item, const std::string& indent) {
    const bool is_long = flow_text(item).size() + indent.size() > line_bytes_max;
    if (!is_long || !item.is_mapping() || item.members.empty()) {
      write_value(item, indent);
      return;
    }
    // `- first: ...`, the others below it.
    BlockWriter inner;
    inner.write_members(item, indent + "  ");
    text_ += inner.take().substr(indent.size() + 1);
  }

  std::string text_;
};

}  // namespace

std::string flow_text(const Node& node) {
  std::string text;
  switch (node.kind) {
    case Node::Kind::nothing:
      return "\"\"";
    case Node::Kind::scalar:
      return scalar_text(node.text);
    case Node::Kind::list:
      for (const Node& item : node.items) text += (text.empty() ? "" : ", ") + flow_text(item);
      return "[" + text + "]";
    case Node::Kind::mapping:
      for (const Member& member : node.members) {
        text +=
            (text.empty() ? "" : ", ") + scalar_text(member.key) + ": " + flow_text(member.value);
      }
      return text.empty() ? "{}" : "{ " + text + " }";
  }
  return text;
}

std::string block_text(const Node& node) {
  BlockWriter writer;
  writer.write_members(node, "");
  return writer.take();
}

}  // namespace ripcord::scenario
