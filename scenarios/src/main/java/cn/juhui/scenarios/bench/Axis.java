package cn.juhui.scenarios.bench;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// Which values a plot shows along one side.
///
/// @param least of the values; of a logarithmic axis a power of ten
/// @param most of the values; of a logarithmic axis a power of ten
record Axis(double least, double most, boolean isLog) {

    /// From 0 on.
    static Axis upTo(double most) {
        return new Axis(0, most, false);
    }

    /// By powers of ten, at least two of them.
    static Axis logarithmic(double least, double most) {
        var first = Math.floor(Math.log10(Math.max(1, least)));
        var last = Math.max(first + 2, Math.ceil(Math.log10(Math.max(1, most))));
        return new Axis(Math.pow(10, first), Math.pow(10, last), true);
    }

    /// Where a value stands: 0 at the beginning, 1 at the end.
    double share(double value) {
        var share =
                isLog
                        ? Math.log10(Math.max(least, value) / least) / Math.log10(most / least)
                        : (value - least) / (most - least);
        return Math.clamp(share, 0, 1);
    }

    List<Double> ticks() {
        var ticks =
                isLog
                        ? DoubleStream.iterate(least, tick -> tick <= most * 1.001, t -> t * 10)
                        : IntStream.rangeClosed(0, 4)
                                .mapToDouble(i -> least + (most - least) * i / 4);
        return ticks.boxed().toList();
    }
}
