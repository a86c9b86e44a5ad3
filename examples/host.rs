//! A host in thirty lines: a program's own functions and types, called and called back.

use biji::{Class, Error, Interpreter, Module};

struct Basket {
    things: Vec<String>,
}

fn main() -> Result<(), Error> {
    let basket = Class::new("Basket", "What is bought.")
        .constructor("Basket()", || Basket { things: Vec::new() })
        .method(
            "add(self, name)",
            "Put a thing in.",
            |b: &mut Basket, name: String| {
                b.things.push(name);
            },
        )
        .method("__len__(self)", "", |b: &mut Basket| b.things.len());
    let shop = Module::new("shop", "Buying.").class(basket).function(
        "price(name, *, discount=0.0)",
        "The price of a thing.",
        |name: String, discount: f64| match name.as_str() {
            "tea" => Ok(4.0 * (1.0 - discount)),
            _ => Err(Error::new("LookupError", format!("no {name} here"))),
        },
    );
    let interpreter = Interpreter::builder().module(shop).build()?;
    interpreter.run("import shop\ndef cheap(name): return shop.price(name, discount=0.5)")?;
    interpreter.run_rhai("let basket = shop.Basket(); basket.add(\"tea\");")?;
    assert_eq!(interpreter.call::<f64>("cheap", ("tea",))?, 2.0);
    assert_eq!(interpreter.eval::<usize>("len(basket)")?, 1);
    let error = interpreter.call::<f64>("cheap", ("gold",)).unwrap_err();
    println!("{error}");
    Ok(())
}
