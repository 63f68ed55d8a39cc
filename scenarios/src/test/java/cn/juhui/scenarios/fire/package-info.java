/// Everybody at once and at random, with faults, deaths and a liar among them, and a judge who compares what is left.
@NullMarked
package cn.juhui.scenarios.fire;

import org.jspecify.annotations.NullMarked;
