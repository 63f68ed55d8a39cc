/// What the embedded broker promises.
@NullMarked
package cn.juhui.embeddedkafka;

import org.jspecify.annotations.NullMarked;
