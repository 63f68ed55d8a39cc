/// The whole process of a refund, in memory: the real aggregates, use cases and listeners of three services.
@NullMarked
package cn.juhui.standalone.process;

import org.jspecify.annotations.NullMarked;
