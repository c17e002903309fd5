//! Calls: of the program's functions by a new frame, of everything else by Rust.

use super::core::Vm;
use super::frames::{Frame, FrameKind};
use super::generator::Resumed;
use crate::text::{Error, ErrorClass, Name, R, err, interrupt, names};
use crate::value::code::CodeKind;
use crate::value::function::Function;
use crate::value::{BoundMethod, NativeFunction, Owner, Run, Type, Value, types};
use smallvec::SmallVec;
use std::rc::Rc;

/// Arguments on their way from registers to a builtin.
pub(super) type Args = SmallVec<[Value; 8]>;

/// Keyword arguments.
pub(super) type Kwargs = SmallVec<[(Name, Value); 4]>;

impl Vm<'_> {
    /// Calls `callee` with the `n` values that lie in the stack from `at` on; the last of them go by
    /// the names in `keywords`. The result goes to register `dst` of the running frame: now, or when
    /// the frame that was entered returns.
    pub(super) fn call_registers(&mut self, callee: Value, at: usize, n: usize, keywords: &[Name], dst: u8) -> R<()> {
        match &callee {
            Value::Function(function) => return self.enter(function, at, n, keywords, dst, FrameKind::Call),
            Value::Method(method) => {
                if let Value::Function(function) = &method.function {
                    self.insert_first(at, n, method.receiver.clone());
                    return self.enter(function, at, n + 1, keywords, dst, FrameKind::Call);
                }
            }
            Value::Class(class) => {
                if let Some(instance) = self.plain_instance(class)
                    && let Some(Value::Function(init)) = class.lookup(names::INIT)
                {
                    self.insert_first(at, n, instance.clone());
                    self.core.extras.push(instance);
                    let entered = self.enter(&init, at, n + 1, keywords, dst, FrameKind::Init);
                    if entered.is_err() {
                        self.core.extras.pop();
                    }
                    return entered;
                }
            }
            _ => {}
        }
        let (args, kwargs) = self.take_arguments(at, n, keywords);
        let result = self.call_owned(&callee, args, kwargs)?;
        self.register(dst).set(result);
        Ok(())
    }

    /// Moves arguments up by one to make room for the object of a method.
    fn insert_first(&mut self, at: usize, n: usize, first: Value) {
        self.ensure(at + n);
        self.core.stack[at..=at + n].rotate_right(1);
        self.core.stack[at].set(first);
    }

    /// Takes arguments out of the stack.
    pub(super) fn take_arguments(&mut self, at: usize, n: usize, keywords: &[Name]) -> (Args, Kwargs) {
        let positional = n - keywords.len();
        let values = &mut self.core.stack[at..at + n];
        let args = values[..positional].iter_mut().map(Value::take).collect();
        let kwargs = keywords.iter().copied().zip(values[positional..].iter_mut().map(Value::take)).collect();
        (args, kwargs)
    }

    /// Enters a function whose arguments lie in the stack; for a generator function makes the
    /// generator instead.
    pub(super) fn enter(
        &mut self,
        function: &Rc<Function>,
        at: usize,
        n: usize,
        keywords: &[Name],
        dst: u8,
        kind: FrameKind,
    ) -> R<()> {
        if self.core.frames.len() >= self.core.limit {
            return Err(self.too_deep());
        }
        self.ensure(at);
        self.bind(function, at, n, keywords)?;
        let code = function.code;
        for &register in &code.unset {
            self.core.stack[at + register as usize].set(Value::Undef);
        }
        for (position, variable) in function.captures.iter().enumerate() {
            let register = at + code.first_capture as usize + position;
            self.core.stack[register].set(Value::Variable(variable.clone()));
        }
        if code.kind == CodeKind::Generator {
            let generator = self.new_generator(function, at);
            if kind == FrameKind::Entry {
                self.core.stack[at].set(generator);
            } else {
                self.register(dst).set(generator);
            }
            return Ok(());
        }
        self.core.frames.push(Frame { code, pc: 0, base: at as u32, dst, kind, dirty: true });
        Ok(())
    }

    /// Fits arguments in the stack to a function's parameters, in place.
    ///
    /// *Errors*: TypeError in CPython's words and order.
    fn bind(&mut self, function: &Function, at: usize, n: usize, keywords: &[Name]) -> R<()> {
        let parameters = function.parameters();
        let positional = parameters.positional as usize;
        if keywords.is_empty() && n == positional && parameters.is_plain() {
            return Ok(());
        }
        let (mut args, kwargs) = self.take_arguments(at, n, keywords);
        let given = args.len();
        let all = parameters.names.len();
        let mut slots: Args = args.drain(..given.min(positional)).collect();
        slots.resize_with(all, || Value::Undef);
        let rest: Vec<Value> = args.into_vec();
        let named = positional + parameters.keyword_only as usize;
        let mut extra = crate::value::dict::Dict::new();
        for (name, value) in kwargs {
            let found = parameters.names[..named].iter().position(|have| *have == name);
            match found {
                Some(slot) if slot >= parameters.positional_only as usize => {
                    if !slots[slot].is_undef() {
                        let text = format!("{}() got multiple values for argument '{name}'", function.qualname.get());
                        return err(ErrorClass::TypeError, text);
                    }
                    slots[slot] = value;
                }
                _ if parameters.double_star => {
                    extra.insert_str(name.as_str(), value);
                }
                _ => return Err(unexpected_keyword(function, name, keywords)),
            }
        }
        if !rest.is_empty() && !parameters.star {
            let keyword_given = slots[positional..named].iter().filter(|slot| !slot.is_undef()).count();
            return Err(too_many(function, given, keyword_given));
        }
        self.fill_defaults(function, &mut slots)?;
        if parameters.star {
            slots[named] = Value::tuple(rest);
        }
        if parameters.double_star {
            slots[all - 1] = Value::dict(extra);
        }
        for (position, value) in slots.into_iter().enumerate() {
            self.core.stack[at + position].set(value);
        }
        Ok(())
    }

    fn fill_defaults(&mut self, function: &Function, slots: &mut [Value]) -> R<()> {
        let parameters = function.parameters();
        let positional = parameters.positional as usize;
        let named = positional + parameters.keyword_only as usize;
        let defaults = function.defaults.borrow().clone();
        let first_default = positional.saturating_sub(defaults.len());
        let mut missing = Vec::new();
        for slot in 0..positional {
            if slots[slot].is_undef() {
                match slot.checked_sub(first_default).and_then(|at| defaults.get(at)) {
                    Some(default) => slots[slot] = default.clone(),
                    None => missing.push(parameters.names[slot]),
                }
            }
        }
        if !missing.is_empty() {
            let text = crate::value::missing_text(function.qualname.get(), &missing, &[]);
            return err(ErrorClass::TypeError, text);
        }
        let keyword_defaults = function.keyword_defaults.borrow().clone();
        for slot in positional..named {
            if slots[slot].is_undef() {
                match keyword_defaults.get(slot - positional).filter(|default| !default.is_undef()) {
                    Some(default) => slots[slot] = default.clone(),
                    None => missing.push(parameters.names[slot]),
                }
            }
        }
        if !missing.is_empty() {
            let text = crate::value::missing_text(function.qualname.get(), &[], &missing);
            return err(ErrorClass::TypeError, text);
        }
        Ok(())
    }

    // ---- calls from Rust ----

    /// Calls anything.
    pub(super) fn call_value(&mut self, callee: &Value, args: &[Value], kwargs: &[(Name, Value)]) -> R<Value> {
        match callee {
            Value::Function(function) => self.call_function(function, None, args, kwargs),
            Value::Method(method) if matches!(method.function, Value::Function(_)) => match &method.function {
                Value::Function(function) => self.call_function(function, Some(&method.receiver), args, kwargs),
                _ => Ok(Value::None),
            },
            _ => self.call_owned(callee, args.iter().cloned().collect(), kwargs.iter().cloned().collect()),
        }
    }

    /// Calls a function in a frame of its own and waits for its result.
    pub(super) fn call_function(
        &mut self,
        function: &Rc<Function>,
        receiver: Option<&Value>,
        args: &[Value],
        kwargs: &[(Name, Value)],
    ) -> R<Value> {
        let at = self.top();
        let n = usize::from(receiver.is_some()) + args.len() + kwargs.len();
        self.ensure(at + n);
        let values = receiver.into_iter().chain(args).chain(kwargs.iter().map(|(_, value)| value));
        for (position, value) in values.enumerate() {
            self.core.stack[at + position].set(value.clone());
        }
        let keywords: SmallVec<[Name; 4]> = kwargs.iter().map(|(name, _)| *name).collect();
        let floor = self.core.frames.len();
        self.enter(function, at, n, &keywords, 0, FrameKind::Entry)?;
        if self.core.frames.len() == floor {
            // A generator function made its generator.
            return Ok(self.core.stack[at].take());
        }
        match self.run_nested(floor)? {
            Resumed::Returned(value) | Resumed::Yielded(value) => Ok(value),
        }
    }

    /// Runs the machine until frame number `floor` is left.
    pub(super) fn run_nested(&mut self, floor: usize) -> R<Resumed> {
        if crate::text::stack::is_low() {
            while self.core.frames.len() > floor {
                let Some(frame) = self.core.frames.pop() else { break };
                self.clear_registers(frame.base as usize, frame.code.registers as usize);
                if frame.kind == FrameKind::Resumed {
                    self.end_generator();
                }
            }
            let message = "maximum recursion depth exceeded while calling a Python object";
            return err(ErrorClass::RecursionError, message);
        }
        self.core.depth += 1;
        let result = self.run(floor);
        self.core.depth -= 1;
        result
    }

    /// Calls anything that is not a function of the program's, giving the arguments away.
    pub(super) fn call_owned(&mut self, callee: &Value, mut args: Args, kwargs: Kwargs) -> R<Value> {
        if interrupt::raised() {
            return Err(super::vm::interrupted());
        }
        match callee {
            Value::Builtin(function) => self.call_builtin(function, args, kwargs),
            Value::Function(function) => self.call_function(function, None, &args, &kwargs),
            Value::Method(method) => {
                let BoundMethod { function, receiver } = &**method;
                args.insert(0, receiver.clone());
                self.call_owned(function, args, kwargs)
            }
            Value::Type(class) => self.construct(*class, args, kwargs),
            Value::Class(class) => self.instantiate(class, args, kwargs),
            Value::Native(native) if native.get::<super::descriptor::NewMethod>().is_some() => {
                match native.get::<super::descriptor::NewMethod>() {
                    Some(method) => self.call_new(method, args, kwargs),
                    None => Ok(Value::None),
                }
            }
            _ => match self.find_callable(callee)? {
                Some(method) => self.call_owned(&method, args, kwargs),
                None => err(ErrorClass::TypeError, format!("'{}' object is not callable", callee.type_name())),
            },
        }
    }

    fn find_callable(&mut self, callee: &Value) -> R<Option<Value>> {
        if let Some(wrapped) = super::descriptor::static_function(callee) {
            return Ok(Some(wrapped));
        }
        use crate::value::Interp;
        self.find_special(callee, names::CALL)
    }

    /// Calls a row, unless an argument's class has it done another way.
    pub(super) fn call_builtin(&mut self, function: &'static NativeFunction, args: Args, kwargs: Kwargs) -> R<Value> {
        if super::overrides::may_matter(function, &args, &kwargs)
            && let Some(result) = self.overridden(function, &args, &kwargs)?
        {
            return Ok(result);
        }
        let result = self.run_builtin(function, args, kwargs)?;
        // A kernel that noticed Ctrl-C left its result unfinished.
        if interrupt::raised() {
            return Err(super::vm::interrupted());
        }
        Ok(result)
    }

    /// Calls a row with the `n` values that lie in the stack from `at` on.
    pub(super) fn call_row(&mut self, function: &'static NativeFunction, at: usize, n: usize) -> R<Value> {
        match n {
            0 => self.call_few::<0>(function, at),
            1 => {
                if let Some(quick) = function.row.quick {
                    let result = quick(&self.core.stack[at]);
                    if !result.is_undef() {
                        self.core.stack[at].set(Value::Undef);
                        return Ok(result);
                    }
                }
                self.call_few::<1>(function, at)
            }
            2 => self.call_few::<2>(function, at),
            3 => self.call_few::<3>(function, at),
            _ => {
                let (args, kwargs) = self.take_arguments(at, n, &[]);
                self.call_builtin(function, args, kwargs)
            }
        }
    }

    /// The same for a few arguments, which need no memory but their own.
    #[inline]
    fn call_few<const N: usize>(&mut self, function: &'static NativeFunction, at: usize) -> R<Value> {
        let given = &self.core.stack[at..at + N];
        let right_receiver = match function.owner {
            Owner::Class(class) => given.first().is_some_and(|receiver| receiver.builtin_type() == class),
            Owner::Module(_) => true,
        };
        let fits = right_receiver
            && !super::overrides::may_matter(function, given, &[])
            && match function.row.run {
                Run::Function(_) => function.signature().is_filled_by(N),
                Run::Raw(_) => true,
                _ => false,
            };
        if !fits {
            let (args, kwargs) = self.take_arguments(at, N, &[]);
            return self.call_builtin(function, args, kwargs);
        }
        let mut args: [Value; N] = std::array::from_fn(|i| self.core.stack[at + i].take());
        let result = match function.row.run {
            Run::Function(run) => {
                let signature = function.signature();
                if signature.parameters.len() == N {
                    run(self, &mut args)?
                } else {
                    let mut all = Args::new();
                    all.extend(args);
                    signature.fill(&mut all);
                    run(self, &mut all)?
                }
            }
            Run::Raw(run) => run(self, &args, &[])?,
            _ => Value::None,
        };
        // A kernel that noticed Ctrl-C left its result unfinished.
        if interrupt::raised() {
            return Err(super::vm::interrupted());
        }
        Ok(result)
    }

    /// Runs a row. Inlined: a recursion through builtins must not pay for a frame more.
    #[inline(always)]
    pub(super) fn run_builtin(
        &mut self,
        function: &'static NativeFunction,
        mut args: Args,
        kwargs: Kwargs,
    ) -> R<Value> {
        if let Owner::Class(class) = function.owner
            && args.first().is_none_or(|receiver| receiver.builtin_type() != class)
        {
            check_receiver(function, class, args.first())?;
        }
        match function.row.run {
            Run::Function(run) | Run::Construct(run) => {
                let signature = function.signature();
                if kwargs.is_empty() && signature.is_filled_by(args.len()) {
                    signature.fill(&mut args);
                    return run(self, &mut args);
                }
                let mut bound = signature.bind(&args, &kwargs)?;
                // The binder cloned what it keeps: nothing else must hold an array that is reused.
                drop(args);
                drop(kwargs);
                run(self, &mut bound)
            }
            Run::Raw(run) => run(self, &args, &kwargs),
            Run::Property(..) | Run::Constant(_) | Run::Class(_) => match function.constant() {
                Some(value) => self.call_owned(&value, args, kwargs),
                None => err(ErrorClass::TypeError, format!("'{}' is not callable", function.name)),
            },
        }
    }

    /// `f(*args, **kwargs)` with a list and a dict.
    pub(super) fn call_spread(&mut self, callee: Value, args: &Value, kwargs: Option<&Value>, dst: u8) -> R<()> {
        let mut values: Vec<Value> = match args {
            Value::List(list) => std::mem::take(&mut *list.items.borrow_mut()),
            _ => Vec::new(),
        };
        let mut keywords: Vec<Name> = Vec::new();
        if let Some(Value::Dict(dict)) = kwargs {
            for (key, value) in dict.map.borrow().iter() {
                keywords.push(Name::new(key.as_str().unwrap_or_default()));
                values.push(value.clone());
            }
        }
        // Few fit in the window; more are passed as a slice.
        if values.len() > 100 {
            let positional = values.len() - keywords.len();
            let kwargs: Kwargs = keywords.into_iter().zip(values.drain(positional..)).collect();
            let result = match &callee {
                Value::Function(_) => self.call_many(&callee, values, kwargs)?,
                _ => self.call_owned(&callee, values.into_iter().collect(), kwargs)?,
            };
            self.register(dst).set(result);
            return Ok(());
        }
        let at = self.top();
        let n = values.len();
        self.ensure(at + n);
        for (position, value) in values.into_iter().enumerate() {
            self.core.stack[at + position].set(value);
        }
        self.call_registers(callee, at, n, &keywords, dst)
    }

    fn call_many(&mut self, callee: &Value, args: Vec<Value>, kwargs: Kwargs) -> R<Value> {
        self.call_value(callee, &args, &kwargs)
    }
}

/// Refuses a method of Python's own classes that is called on nothing or on something else.
fn check_receiver(function: &NativeFunction, class: Type, receiver: Option<&Value>) -> R<()> {
    let is_method = function.row.signature.starts_with("(self");
    if !is_method || matches!(class, types::OBJECT | types::TYPE) || class.module().starts_with("numpy") {
        return Ok(());
    }
    let (name, class_name) = (function.name, class.message_name());
    let text = match receiver {
        None => format!("unbound method {class_name}.{name}() needs an argument"),
        Some(receiver) if receiver.builtin_type().is_a(class) => return Ok(()),
        // The classes of built-in iterators have these rows in common.
        Some(Value::Iter(_)) if class == types::ITERATOR => return Ok(()),
        Some(receiver) => {
            format!(
                "descriptor '{name}' for '{class_name}' objects doesn't apply to a '{}' object",
                receiver.type_name()
            )
        }
    };
    err(ErrorClass::TypeError, text)
}

fn unexpected_keyword(function: &Function, name: Name, keywords: &[Name]) -> Box<Error> {
    let parameters = function.parameters();
    let qualname = function.qualname.get();
    let only = &parameters.names[..parameters.positional_only as usize];
    let wrong: Vec<&str> = only.iter().filter(|have| keywords.contains(have)).map(|name| name.as_str()).collect();
    if !wrong.is_empty() {
        let listed = wrong.join(", ");
        let text = format!("{qualname}() got some positional-only arguments passed as keyword arguments: '{listed}'");
        return Error::new(ErrorClass::TypeError, text);
    }
    let text = format!("{qualname}() got an unexpected keyword argument '{name}'");
    let error = Error::new(ErrorClass::TypeError, text);
    match crate::text::closest(name.as_str(), parameters.names.iter().map(|name| name.as_str())) {
        Some(near) => error.with_hint(format!("Did you mean `{near}=`?")),
        None => error,
    }
}

fn too_many(function: &Function, given: usize, keyword_given: usize) -> Box<Error> {
    let parameters = function.parameters();
    let positional = parameters.positional as usize;
    let defaults = function.defaults.borrow().len();
    let plural = |n: usize| if n == 1 { "" } else { "s" };
    let (takes, s) = match defaults {
        0 => (positional.to_string(), plural(positional)),
        defaults => (format!("from {} to {positional}", positional - defaults), "s"),
    };
    let and = match keyword_given {
        0 => String::new(),
        n => format!(" positional argument{} (and {n} keyword-only argument{})", plural(given), plural(n)),
    };
    let were = if given == 1 && keyword_given == 0 { "was" } else { "were" };
    let text =
        format!("{}() takes {takes} positional argument{s} but {given}{and} {were} given", function.qualname.get());
    Error::new(ErrorClass::TypeError, text)
}
