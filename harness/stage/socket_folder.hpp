#pragma once

#include "transports/base/result.hpp"
#include "transports/sockets/naming.hpp"

#include <set>
#include <string>

namespace ripcord::stage {

/// The sockets of one stage: `{server, 135}` is the file `server:135` in a new folder, which is
/// removed with the sockets in it.
class SocketFolder final : public sockets::Naming {
 public:
  SocketFolder();
  ~SocketFolder();
  SocketFolder(const SocketFolder&) = delete;
  SocketFolder& operator=(const SocketFolder&) = delete;

  void add(const std::string& host) { hosts_.insert(host); }
  /// Where `host`'s connections come from, as `local::NetworkOptions::source` wants it.
  [[nodiscard]] std::string source(const std::string& host) const { return path_ + '/' + host; }

  /// Errors: `host_unreachable`, and why there is no folder.
  [[nodiscard]] Result<io::Address> real(const io::Address& named) const override;
  [[nodiscard]] io::Address named(const io::Address& real) const override;

 private:
  std::string path_;
  ErrorCode error_;  // why there is no folder
  std::set<std::string, std::less<>> hosts_;
};

}  // namespace ripcord::stage
