#include "harness/explore/simpler_world.hpp"

#include "harness/scenario/node_text.hpp"
#include "transports/base/quantity.hpp"

#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace ripcord::explore {
namespace {

using scenario::Member;
using scenario::Node;

struct Word {
  std::string_view path;
  std::string_view value;
};
constexpr std::array plain_network{Word{.path = "latency", .value = "0ms"},
                                   Word{.path = "reads", .value = "whole"},
                                   Word{.path = "schedule", .value = "fifo"}};

/// What a person would write for a small one, the smallest first.
constexpr std::array<std::string_view, 3> small_sizes{"1KiB", "4KiB", "16KiB"};

const Node* find(const Node& node, std::string_view key) {
  const Member* member = node.find(key);
  return member == nullptr ? nullptr : &member->value;
}

std::vector<Node> without_one(const Node& list) {
  std::vector<Node> shorter;
  if (list.items.size() < 2) return shorter;
  for (std::size_t i = 0; i < list.items.size(); ++i) {
    shorter.push_back(list);
    shorter.back().items.erase(shorter.back().items.begin() + static_cast<std::ptrdiff_t>(i));
  }
  return shorter;
}

/// `node` with `value` for its member `key`, which it has.
Node with(Node node, std::string_view key, Node value) {
  node.find(key)->value = std::move(value);
  return node;
}

/// `node` with smaller values for its member `key`, a size.
std::vector<Node> with_small(const Node& node, std::string_view key) {
  std::vector<Node> smaller;
  const Node* size = find(node, key);
  if (size == nullptr || !size->is_scalar()) return smaller;
  const std::optional<std::uint64_t> now = parse_size(size->text);
  for (const std::string_view one : small_sizes) {
    if (now && *parse_size(one) < *now)
      smaller.push_back(with(node, key, Node::scalar(std::string(one), {})));
  }
  return smaller;
}

/// Lists in which one item is another one that `simpler` makes of it.
template <typename Simpler>
std::vector<Node> with_one_simpler(const Node& list, Simpler simpler) {
  std::vector<Node> lists;
  for (std::size_t i = 0; i < list.items.size(); ++i) {
    for (Node& item : simpler(list.items[i])) {
      lists.push_back(list);
      lists.back().items[i] = std::move(item);
    }
  }
  return lists;
}

std::vector<Node> simpler_steps(const Node& steps);

/// `{ repeat: { times: 3, do: [...] } }` and the like with less to do.
std::vector<Node> simpler_step(const Node& step) {
  std::vector<Node> simpler;
  if (!step.is_mapping()) return simpler;
  for (const Member& action : step.members) {
    std::vector<Node> actions;
    const Node* times = find(action.value, "times");
    if (times != nullptr && times->text != "1")
      actions.push_back(with(action.value, "times", Node::scalar("1", {})));
    if (const Node* steps = find(action.value, "do")) {
      for (Node& fewer : simpler_steps(*steps))
        actions.push_back(with(action.value, "do", std::move(fewer)));
    }
    if (action.value.is_list()) actions = simpler_steps(action.value);
    for (Node& smaller : with_small(action.value, "size")) actions.push_back(std::move(smaller));
    for (Node& one : actions) simpler.push_back(with(step, action.key, std::move(one)));
  }
  return simpler;
}

std::vector<Node> simpler_steps(const Node& steps) {
  std::vector<Node> all = without_one(steps);
  for (Node& one : with_one_simpler(steps, simpler_step)) all.push_back(std::move(one));
  return all;
}

std::vector<Node> simpler_files(const Node& files) {
  std::vector<Node> all = without_one(files);
  const auto smaller = [](const Node& file) { return with_small(file, "size"); };
  for (Node& one : with_one_simpler(files, smaller)) all.push_back(std::move(one));
  return all;
}

/// Collects settings.
class Settings {
 public:
  void add(const std::string& path, const Node& value) {
    all_.push_back(path + "=" + scenario::flow_text(value));
  }
  void add(const std::string& path, const std::vector<Node>& values) {
    for (const Node& value : values) add(path, value);
  }

  void add_services(const Node& services) {
    add("world.services", without_one(services));
    for (const Node& service : services.items) {
      const Node* name = find(service, "name");
      const Node* files = find(service, "files");
      if (name != nullptr && files != nullptr)
        add("world.services." + name->text + ".files", simpler_files(*files));
    }
  }

  void add_clients(const Node& clients) {
    for (std::size_t i = 0; clients.members.size() > 1 && i < clients.members.size(); ++i) {
      Node fewer = clients;
      fewer.members.erase(fewer.members.begin() + static_cast<std::ptrdiff_t>(i));
      add("world.clients", fewer);
    }
    for (const Member& client : clients.members) {
      const Node* count = find(client.value, "count");
      if (count != nullptr && count->text != "1")
        add("world.clients." + client.key + ".count", Node::scalar("1", {}));
    }
  }

  void add_network(const Node* network) {
    for (const Word& plain : plain_network) {
      const Node* now = network == nullptr ? nullptr : find(*network, plain.path);
      if (now == nullptr || now->text != plain.value)
        add("world.network." + std::string(plain.path), Node::scalar(std::string(plain.value), {}));
    }
  }

  std::vector<std::string> take() { return std::move(all_); }

 private:
  std::vector<std::string> all_;
};

}  // namespace

std::vector<std::string> simpler_worlds(const Node& root) {
  Settings settings;
  if (const Node* workload = find(root, "workload"))
    settings.add("workload", simpler_steps(*workload));
  const Node* world = find(root, "world");
  if (world == nullptr) return settings.take();
  if (const Node* clients = find(*world, "clients")) settings.add_clients(*clients);
  if (const Node* services = find(*world, "services")) settings.add_services(*services);
  settings.add_network(find(*world, "network"));
  return settings.take();
}

}  // namespace ripcord::explore
