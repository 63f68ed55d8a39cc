package cn.juhui.scenarios.bench.cost;

import java.util.Map;

/// Something that counts, since its start.
interface Source {

    /// @throws RuntimeException when it can't be asked
    Map<String, Double> read();
}
