/// What a load costs a platform, read where the platform itself counts.
@NullMarked
package cn.juhui.scenarios.bench.cost;

import org.jspecify.annotations.NullMarked;
