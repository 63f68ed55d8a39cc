/// The library's backend, database, collection and index, as it lets others implement them, on our storage and indexes.
@NullMarked
package cn.juhui.embeddedmongo.backend;

import org.jspecify.annotations.NullMarked;
