#include "tests/conformance/stage.hpp"
#include "transports/io/pipe.hpp"
#include "transports/sim/runtime.hpp"

namespace ripcord::conformance {
namespace {

class PipeStage final : public Stage {
 public:
  io::Runtime& runtime() override { return runtime_; }

  Ends connect() override {
    io::Pipe pipe = io::make_pipe(runtime_);
    return {std::move(pipe.near), std::move(pipe.far)};
  }

  bool run_until(const std::function<bool()>& done) override {
    while (!done()) {
      if (!runtime_.step()) return false;
    }
    return true;
  }

 private:
  sim::Runtime runtime_{{}};
};

}  // namespace

std::unique_ptr<Stage> make_pipe_stage() { return std::make_unique<PipeStage>(); }

}  // namespace ripcord::conformance
