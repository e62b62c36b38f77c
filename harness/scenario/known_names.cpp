#include "harness/scenario/known_names.hpp"

#include "transports/base/quantity.hpp"

#include <algorithm>

namespace ripcord::scenario {
namespace {

using Words = KnownNames::Words;

/// Instances of all clients that can be named: more than anybody writes an expectation for.
constexpr std::size_t instances_max = 10'000;

std::string_view text_at(const Node& node, std::string_view key) {
  const Node* found = find_node(node, {key});
  return found != nullptr && found->is_scalar() ? std::string_view(found->text)
                                                : std::string_view();
}

/// The scalars under `key` of each item of the list at `list`; null has none.
Words texts_in(const Node* list, std::string_view key) {
  Words texts;
  if (list == nullptr) return texts;
  for (const Node& item : list->items) {
    if (const std::string_view text = text_at(item, key); !text.empty()) texts.push_back(text);
  }
  return texts;
}

void add_clients(const Node& root, KnownNames& names) {
  const Node* clients = find_node(root, {"world", "clients"});
  if (clients == nullptr) return;
  for (const Member& client : clients->members) {
    names.clients.push_back(client.key);
    names.clients_and_instances.push_back(client.key);
    const std::int64_t count = parse_integer(text_at(client.value, "count")).value_or(1);
    for (std::int64_t k = 1; count > 1 && k <= count && names.made.size() < instances_max; ++k) {
      const auto [name, is_new] = names.made.insert(client.key + "." + std::to_string(k));
      if (is_new) names.clients_and_instances.push_back(*name);
    }
  }
}

void add_steps(const Node* list, const std::string& prefix, KnownNames& names) {
  if (list == nullptr) return;
  for (std::size_t i = 0; i < list->items.size(); ++i) {
    const std::string number = prefix + std::to_string(i + 1);
    const Node& step = list->items[i];
    if (step.members.size() != 1) continue;
    const Node& keys = step.members.front().value;
    const std::string_view id = text_at(keys, "id");
    names.steps.push_back(id.empty() ? *names.made.insert(number).first : id);
    const std::string inner(names.steps.back());
    add_steps(find_node(keys, {"do"}), inner + ".", names);
  }
}

void add_interfaces(const Node& root, const Vocabulary& vocabulary, KnownNames& names) {
  for (const InterfaceWords& interface : vocabulary.interfaces) {
    names.declared.push_back(interface.name);
  }
  const Words own = texts_in(find_node(root, {"interfaces"}), "name");
  names.declared.insert(names.declared.end(), own.begin(), own.end());
  names.interfaces = names.declared;
  const Node* services = find_node(root, {"world", "services"});
  if (services != nullptr) {
    for (const Node& service : services->items) {
      const Node* interface = find_node(service, {"interface"});
      if (interface == nullptr || !interface->is_mapping()) continue;
      names.interfaces.push_back(text_at(*interface, "name"));
    }
  }
  for (const std::string_view interface : names.interfaces) {
    const Words operations = operations_of(interface, root, vocabulary);
    names.operations.insert(names.operations.end(), operations.begin(), operations.end());
  }
}

}  // namespace

KnownNames names_in(const Node& root, const Vocabulary& vocabulary) {
  KnownNames names;
  names.services = texts_in(find_node(root, {"world", "services"}), "name");
  names.services_and_mapper = names.services;
  names.services_and_mapper.push_back(mapper_name);
  names.rules = texts_in(find_node(root, {"faults"}), "id");
  add_clients(root, names);
  add_steps(find_node(root, {"workload"}), "", names);
  add_interfaces(root, vocabulary, names);
  return names;
}

KnownNames::Words operations_of(std::string_view name,
                                const Node& root,
                                const Vocabulary& vocabulary) {
  Words operations;
  for (const InterfaceWords& interface : vocabulary.interfaces) {
    if (interface.name == name) operations = interface.operations;
  }
  const auto add = [&](const Node& interface) {
    if (text_at(interface, "name") != name) return;
    const Node* words = find_node(interface, {"operations"});
    if (words == nullptr) return;
    if (words->is_scalar()) operations.push_back(words->text);
    for (const Node& word : words->items) operations.push_back(word.text);
  };
  if (const Node* interfaces = find_node(root, {"interfaces"})) {
    std::ranges::for_each(interfaces->items, add);
  }
  if (const Node* services = find_node(root, {"world", "services"})) {
    for (const Node& service : services->items) {
      if (const Node* interface = find_node(service, {"interface"})) add(*interface);
    }
  }
  std::erase(operations, std::string_view());
  return operations;
}

const Node* find_node(const Node& node, std::initializer_list<std::string_view> keys) {
  const Node* at = &node;
  for (const std::string_view key : keys) {
    const Member* member = at->find(key);
    if (member == nullptr) return nullptr;
    at = &member->value;
  }
  return at;
}

}  // namespace ripcord::scenario
