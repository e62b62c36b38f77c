#include "harness/scenario/yaml_document.hpp"

#include "harness/scenario/yaml_text_check.hpp"
#include "transports/base/assert.hpp"

#include <libfyaml.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace ripcord::scenario {
namespace {

/// Deeper than the deepest construct of the grammar (repeats within repeats) by a wide margin.
constexpr std::size_t depth_max = 16;
/// A scenario of 1 MiB could hold half a million nodes of two bytes; each costs a hundred bytes of
/// memory in every variant.
constexpr std::size_t nodes_max = 20'000;
/// Members are found one by one.
constexpr std::size_t keys_max = 1'000;

template <auto destroy>
struct Destroyer {
  template <typename T>
  void operator()(T* object) const {
    destroy(object);
  }
};
using Diag = std::unique_ptr<fy_diag, Destroyer<&fy_diag_destroy>>;
using Parser = std::unique_ptr<fy_parser, Destroyer<&fy_parser_destroy>>;

/// Turns libfyaml's events into nodes.
class Builder {
 public:
  Builder(const Sources& sources, std::uint32_t index, std::vector<Diagnostic>& diagnostics)
      : sources_(sources), index_(index), diagnostics_(diagnostics) {}

  Node build();

 private:
  /// A mapping or list whose end has not come yet.
  struct Open {
    Node node;
    /// Of a mapping: the key whose value comes next.
    bool has_key = false;
    std::string key;
    Place key_place;
    /// Whether that key came before; its value is dropped.
    bool is_duplicate = false;
    /// Lines of the keys so far.
    std::map<std::string, std::uint32_t, std::less<>> keys;
  };

  bool take(fy_event& event);
  bool take_document(fy_event& event);
  bool open(Node node);
  bool close();
  bool add(Node node);
  bool add_key(Node node);
  bool refuse_properties(fy_token* anchor, fy_token* tag);
  bool refuse_adjacent_quotes(fy_token* scalar);
  bool fail(Place place, std::string_view message, std::string_view hint = {});
  void report_syntax_error(fy_diag& diag);

  [[nodiscard]] Place place_of(fy_token* token);
  [[nodiscard]] Place place_of(fy_event& event);
  [[nodiscard]] Node scalar_of(fy_event& event);

  const Sources& sources_;
  std::uint32_t index_;
  std::vector<Diagnostic>& diagnostics_;
  Node root_;
  std::vector<Open> open_;
  /// Of the last token that had one: where a value that is not there would stand.
  Place last_;
  std::size_t nodes_ = 0;
  std::size_t documents_ = 0;
};

Node Builder::build() {
  const std::string& text = sources_[index_].text;
  if (std::optional<TextFlaw> flaw = find_flaw(text)) {
    fail({index_, flaw->line, flaw->column, 1}, flaw->message);
    return {};
  }
  fy_diag_cfg diag_config{};
  fy_diag_cfg_default(&diag_config);
  diag_config.fp = nullptr;
  diag_config.colorize = false;
  const Diag diag(fy_diag_create(&diag_config));
  RIPCORD_ASSERT(diag != nullptr);
  fy_diag_set_collect_errors(diag.get(), true);

  fy_parse_cfg config{};
  config.flags = static_cast<fy_parse_cfg_flags>(
      static_cast<unsigned>(FYPCF_QUIET) | static_cast<unsigned>(FYPCF_COLLECT_DIAG) |
      static_cast<unsigned>(FYPCF_SLOPPY_FLOW_INDENTATION) |
      static_cast<unsigned>(FYPCF_DEFAULT_VERSION_1_2) | static_cast<unsigned>(FYPCF_JSON_NONE));
  config.diag = diag.get();
  const Parser parser(fy_parser_create(&config));
  RIPCORD_ASSERT(parser != nullptr);
  fy_parser_set_string(parser.get(), text.data(), text.size());

  bool good = true;
  while (good) {
    fy_event* event = fy_parser_parse(parser.get());
    if (event == nullptr) break;
    good = take(*event);
    fy_parser_event_free(parser.get(), event);
  }
  if (good && fy_parser_get_stream_error(parser.get())) {
    report_syntax_error(*diag);
    good = false;
  }
  return good ? std::move(root_) : Node{};
}

bool Builder::take(fy_event& event) {
  switch (event.type) {
    case FYET_DOCUMENT_START:
      return take_document(event);
    case FYET_ALIAS:
      return fail(place_of(event.alias.anchor), "aliases (*name) are not part of a scenario");
    case FYET_SCALAR:
      return refuse_properties(event.scalar.anchor, event.scalar.tag) &&
             refuse_adjacent_quotes(event.scalar.value) && add(scalar_of(event));
    case FYET_MAPPING_START:
      return refuse_properties(event.mapping_start.anchor, event.mapping_start.tag) &&
             open(Node::mapping(place_of(event)));
    case FYET_SEQUENCE_START:
      return refuse_properties(event.sequence_start.anchor, event.sequence_start.tag) &&
             open(Node::list(place_of(event)));
    case FYET_MAPPING_END:
    case FYET_SEQUENCE_END:
      return close();
    case FYET_NONE:
    case FYET_STREAM_START:
    case FYET_STREAM_END:
    case FYET_DOCUMENT_END:
      return true;
  }
  return true;
}

bool Builder::take_document(fy_event& event) {
  ++documents_;
  if (documents_ > 1) return fail(place_of(event), "a second document; a file holds one scenario");
  fy_document_state* state = event.document_start.document_state;
  if (fy_document_state_version_explicit(state) || fy_document_state_tags_explicit(state)) {
    return fail({index_, 1, 1, 1}, "directives (%YAML, %TAG) are not part of a scenario");
  }
  return true;
}

bool Builder::open(Node node) {
  if (open_.size() == depth_max) {
    return fail(node.place, "nested more than " + std::to_string(depth_max) + " deep");
  }
  const bool is_key = !open_.empty() && open_.back().node.is_mapping() && !open_.back().has_key;
  if (is_key) return fail(node.place, "a key must be a plain word, not " + described(node));
  open_.emplace_back().node = std::move(node);
  return true;
}

bool Builder::close() {
  Node node = std::move(open_.back().node);
  open_.pop_back();
  return add(std::move(node));
}

bool Builder::add(Node node) {
  if (++nodes_ > nodes_max) {
    return fail(node.place, "more than " + std::to_string(nodes_max) + " values");
  }
  if (open_.empty()) {
    root_ = std::move(node);
    return true;
  }
  Open& top = open_.back();
  if (top.node.is_list()) {
    top.node.items.push_back(std::move(node));
    return true;
  }
  if (!top.has_key) return add_key(std::move(node));
  top.has_key = false;
  if (top.is_duplicate) return true;
  top.node.members.push_back(
      {.key = std::move(top.key), .place = top.key_place, .value = std::move(node)});
  return true;
}

bool Builder::add_key(Node node) {
  if (!node.is_scalar() || node.text.empty())
    return fail(node.place, "a key is missing behind this");
  if (node.text == "<<") return fail(node.place, "merge keys (<<) are not part of a scenario");
  Open& top = open_.back();
  const auto [first, is_new] = top.keys.try_emplace(node.text, node.place.line);
  top.is_duplicate = !is_new;
  if (!is_new) {
    diagnostics_.push_back(
        sources_.diagnostic(node.place,
                            "duplicate key `" + node.text + "`",
                            "it is given in line " + std::to_string(first->second) + " already"));
    if (diagnostics_.size() >= diagnostics_max) return false;
  }
  if (top.keys.size() > keys_max) {
    return fail(node.place, "more than " + std::to_string(keys_max) + " keys in one mapping");
  }
  top.has_key = true;
  top.key = std::move(node.text);
  top.key_place = node.place;
  return true;
}

bool Builder::refuse_properties(fy_token* anchor, fy_token* tag) {
  if (anchor != nullptr) {
    return fail(place_of(anchor), "anchors (&name) are not part of a scenario");
  }
  if (tag != nullptr) return fail(place_of(tag), "tags (!name) are not part of a scenario");
  return true;
}

/// libfyaml 0.7 reads two escaped quotes side by side as three, finds no room for them, and forgets
/// both the value and the memory that it had read it into. So it is not let near them.
bool Builder::refuse_adjacent_quotes(fy_token* scalar) {
  if (scalar == nullptr || fy_token_scalar_style(scalar) != FYSS_SINGLE_QUOTED) return true;
  const fy_mark* start = fy_token_start_mark(scalar);
  const fy_mark* end = fy_token_end_mark(scalar);
  const std::string_view written = std::string_view(sources_[index_].text)
                                       .substr(start->input_pos, end->input_pos - start->input_pos);
  if (written.find("''''") == std::string_view::npos) return true;
  return fail(place_of(scalar),
              "two quotes side by side in a value in single quotes",
              "write the value in double quotes");
}

bool Builder::fail(Place place, std::string_view message, std::string_view hint) {
  diagnostics_.push_back(sources_.diagnostic(place, message, hint));
  return false;
}

void Builder::report_syntax_error(fy_diag& diag) {
  void* position = nullptr;
  const fy_diag_error* error = fy_diag_errors_iterate(&diag, &position);
  if (error == nullptr) {
    fail(last_, "this is not YAML");
    return;
  }
  const auto line = static_cast<std::uint32_t>(std::max(error->line, 1));
  const auto column = static_cast<std::uint32_t>(std::max(error->column, 1));
  fail({index_, line, column, 1}, error->msg);
}

Place Builder::place_of(fy_token* token) {
  const fy_mark* start = fy_token_start_mark(token);
  const fy_mark* end = fy_token_end_mark(token);
  if (start == nullptr) return last_;
  last_ = {.source = index_,
           .line = static_cast<std::uint32_t>(start->line + 1),
           .column = static_cast<std::uint32_t>(start->column + 1),
           .length = 1};
  if (end != nullptr && end->line == start->line && end->column > start->column) {
    last_.length = static_cast<std::uint32_t>(end->column - start->column);
  }
  return last_;
}

Place Builder::place_of(fy_event& event) {
  const fy_mark* start = fy_event_start_mark(&event);
  if (start == nullptr) return last_;
  last_ = {.source = index_,
           .line = static_cast<std::uint32_t>(start->line + 1),
           .column = static_cast<std::uint32_t>(start->column + 1),
           .length = 1};
  return last_;
}

Node Builder::scalar_of(fy_event& event) {
  fy_token* token = event.scalar.value;
  std::size_t size = 0;
  const char* text = token == nullptr ? nullptr : fy_token_get_text(token, &size);
  const fy_scalar_style style = token == nullptr ? FYSS_PLAIN : fy_token_scalar_style(token);
  const Place place = token == nullptr ? last_ : place_of(token);
  Node node = Node::scalar(text == nullptr ? std::string() : std::string(text, size), place);
  if (style == FYSS_PLAIN && node.text.empty()) node.kind = Node::Kind::nothing;
  return node;
}

}  // namespace

Node parse_yaml(const Sources& sources, std::uint32_t index, std::vector<Diagnostic>& diagnostics) {
  return Builder(sources, index, diagnostics).build();
}

}  // namespace ripcord::scenario
