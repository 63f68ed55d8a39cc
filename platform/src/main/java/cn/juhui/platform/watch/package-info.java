/// What operators look at, as one instance of each service finds it in store and broker.
@NullMarked
package cn.juhui.platform.watch;

import org.jspecify.annotations.NullMarked;
