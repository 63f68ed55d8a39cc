/// A MongoDB-protocol store inside the JVM for laptops, tests and demos: finds by index and keeps what it acknowledged.
@NullMarked
package cn.juhui.embeddedmongo;

import org.jspecify.annotations.NullMarked;
