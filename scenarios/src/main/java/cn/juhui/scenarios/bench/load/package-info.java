/// Ways to put load on a platform, and on its store and broker alone.
@NullMarked
package cn.juhui.scenarios.bench.load;

import org.jspecify.annotations.NullMarked;
