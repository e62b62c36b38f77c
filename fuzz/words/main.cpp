// Writes the dictionaries that follow from tables into the folder of its argument.

#include "fuzz/words/words.hpp"

#include <cstdio>
#include <filesystem>
#include <fstream>

int main(int argc, char** argv) {
  if (argc != 2) return std::fputs("usage: fuzz_dictionaries FOLDER\n", stderr), 2;
  for (const auto& [file, text] : ripcord::fuzz::generated_dictionaries()) {
    std::ofstream out(std::filesystem::path(argv[1]) / file, std::ios::binary);
    out << text();
    if (!out.flush()) return std::fprintf(stderr, "cannot write %s\n", file), 3;
  }
  return 0;
}
