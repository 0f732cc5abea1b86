/**
 * What patients say to a hospital's assistant, in the notation of {@link phraseStatistics}. `{doctor}` is a doctor's
 * name, and `{phrase}` anything else that the hospital has a word for; each is weighed the same as the next.
 */
export const domainSentences: readonly string[] = [
  // Booking.
  '[please] (book|make|schedule|arrange) [me] an appointment [with {doctor}] [{when}] [{when}]',
  '(i want|i need|i would like|can i|could i|i have) to (book|make|schedule|get) an appointment [with {doctor}] [{when}]',
  '(can|could|may) i (book|make|schedule|get|have) an appointment [with (a|the) {practitioner}] [{when}]',
  'i need an appointment (with|in|for) ({specialty}|a {practitioner}) [{when}]',
  '(i want|i need|i would like|can you help me|is it possible) to see {doctor} [{when}]',
  '(i want|i need|i would like|is it possible) to see (a|an|the) {practitioner} [{when}] [{when}]',
  '(can|could) i (see|come and see|talk to) ({doctor}|a {practitioner}) [{when}]',
  '(can|could) i come in {when} [{when}]',
  '[please] book me (with|in with) {doctor} {when} [{when}]',
  '(book|schedule) (a|me a|me for a) ({visit}|{specialty} {visit}) [for me] [with {doctor}] [{when}] [please]',
  '[please] (reserve|take|book) the {clock} [slot|appointment]',
  'make an appointment for a (checkup|check up|blood test|consultation|vaccination|scan|flu shot|physical)',
  // Cancelling.
  '[please] (cancel|delete|call off) (my|the|that) {visit} [with {doctor}] [{when}]',
  '(i want|i need|i would like|i have|can you help me) to cancel (my|the) {visit} [with {doctor}] [{when}]',
  '(can|could) you [please] cancel my [{specialty}|{day}] {visit} [{when}]',
  "i (can't|cannot|won't) (make it|come|be able to make it) [to my {visit}] [{when}]",
  // Moving.
  '[please] (reschedule|move|change|postpone) my {visit} [with {doctor}] [from {day}] (to|until|for) {date} [at {clock}]',
  '(can|could) (we|you|i) [please] (reschedule|move|change|postpone) (my|the) {visit} [to {date}] [at {clock}]',
  '(i want|i need|i would like) to (reschedule|move|change|postpone) my {visit} [with {doctor}] [to {date}] [at {clock}]',
  'change the (time|date|day) of my {visit} [to {date}] [at {clock}]',
  'is there (an earlier|a later|another) (time|appointment|slot)',
  // What is booked.
  '(what|which) appointments do i have [{when}]',
  '(show|list|tell|give|read) me (my|all my|the) [upcoming|next|past] (appointments|bookings|visits)',
  '(when|what time|where) is my [next|last] {visit} [with {doctor}]',
  'do i have (an appointment|anything booked|anything scheduled|any appointments|any bookings) [{when}]',
  'what is on my (schedule|calendar) [{when}]',
  // Slots.
  '(when|what time) is {doctor} (free|available|working|in) [{when}]',
  'is {doctor} (free|available|working|in|here) [{when}]',
  '(show|find|give|tell) me [the|all|some] (available|free|open) (slots|times|appointments) (for|with|in) ({specialty}|{doctor}|a {practitioner}) [{when}]',
  'show available slots for ({specialty}|{doctor}) [{when}]',
  '(what|which) (slots|times|appointments|days) are (open|free|available) [{when}] [with {doctor}]',
  '(are there|do you have|is there) any (openings|slots|appointments|free times|availability) [with {doctor}] [{when}]',
  'what is the (earliest|first|next|soonest) (time|appointment|slot|available appointment) [i can see {doctor}|with {doctor}|for {specialty}]',
  'how (soon|early) can i see ({doctor}|a {practitioner})',
  // Doctors.
  '[please] (find|show|get) me (a|an|another) {practitioner}',
  "(i am|i'm) looking for (a|an) ({practitioner}|good {practitioner})",
  '(is there|do you have) (a|an|any) ({practitioner}|{specialty} department) [here|{when}]',
  '(which|what) (doctor|doctors|specialist) (treats|treat|do you have for|can help with|should i see for) {complaint}',
  'who (should i see|can i see|do i see|can help|is the best doctor) (for|about|with) ({complaint}|my {body})',
  '(list|show me) [all] [the|your] (doctors|specialists|specialties|departments) [in {specialty}]',
  '(who|which doctors) (works|work|is|are) in {specialty}',
  'tell me about {doctor}',
  'does {doctor} (speak|work|treat|see) (spanish|english|children|here|patients) [{when}]',
  // Complaints.
  'my {body} (hurts|aches|is hurting|is swollen|is itching|has been hurting) [for (days|weeks|a week|{small} days)]',
  "(i have|i've had|i have had|i have got|i am having|i keep having|i'm having) {complaint} [for (days|weeks|{small} days|{small} weeks|a month)]",
  "(i feel|i am feeling|i'm feeling|i have been feeling) (sick|dizzy|tired|unwell|weak|ill|very bad|anxious|depressed) [for days]",
  'my (son|daughter|child|baby|mother|father|wife|husband) (has|is having) {complaint}',
  'my (son|daughter|child|baby) is (sick|ill|coughing|vomiting|crying)',
  // Emergencies.
  '[please] (call|send|i need|get me) an ambulance',
  "(this is|it is|it's|i have) an emergency",
  "(i have|i am having|i'm having|he has|she has|my father has) [severe|bad|terrible|crushing] chest pain",
  "(i|he|she|my father|my mother) (can't|cannot) breathe",
  "(i am|i'm|he is|she is) having (trouble|difficulty) breathing",
  '(my|the) (father|mother|wife|husband|son|daughter|baby|friend|grandmother) (is unconscious|collapsed|is not breathing|is not responding|is having a seizure|fainted|had an accident)',
  "(i think|i am afraid) (i am|i'm|he is|she is|my mother is|my father is) having a (stroke|heart attack|seizure|panic attack|miscarriage)",
  "(i am|he is|she is|it is) bleeding [a lot|heavily|badly] [and it won't stop]",
  "there is a lot of blood and it (won't|will not|does not) stop",
  "i can't stop the bleeding",
  '(i want|i am going) to (kill|hurt) myself',
  'i (want to die|took too many pills|took an overdose|swallowed poison|have a severe allergic reaction)',
  '(someone|somebody) needs (urgent|medical|emergency) (care|help)',
  '(emergency|urgent) [help]',
  'my (face is numb|speech is slurred|arm is numb)',
  // Prescriptions.
  '(show|list|read|tell) me my (prescriptions|medications|medicines|drugs|pills)',
  '(what|which) (medications|medication|medicines|drugs|pills|prescriptions) (am i taking|am i on|do i take|do i have|was i prescribed)',
  '(remind me of|what is) my (medication|medicine|dose|prescription)',
  '(what|which) dose of {medicine} (should i take|was i prescribed|do i take)',
  '(i need|can i get|can i have|i would like|please order) (a|another) refill [of|for] [my {medicine}|my prescription]',
  'how (often|many times a day|much|many) (should|do|can) i take [my|the] {medicine} [a day]',
  '(is it safe|is it okay|am i allowed) to take {medicine} [with {medicine}]',
  '(should|can|may) i (take|stop taking) [my] {medicine} [with {medicine}]',
  'when does my prescription (expire|end|run out)',
  // Follow-ups and records.
  'do i (have|need) (a|any) follow (up|ups) [appointment|visit] [{when}]',
  'when is my [next] follow up [visit|appointment|due]',
  '(what is|show me|tell me) my treatment plan',
  'show [me] my (treatments|follow ups|treatment)',
  '(can i see|show me|what are|what were|where are|are) my [last|latest] (lab|test|blood|blood test|scan|x-ray) results [ready|in]',
  'show [me] my (medical records|records|medical history|diagnosis|diagnoses|diagnosis history|last blood pressure reading|vital signs|allergies)',
  'what (is|was) my (blood pressure|diagnosis|blood type|weight|last diagnosis)',
  'do i have (cancer|diabetes|the flu|an infection|an allergy)',
  // The hospital.
  '(what are|when are) your (opening|visiting|office) hours',
  '(what time|when) do you (open|close) [{when}]',
  'are you open (on {day}|{day}|now|late|at the weekend)',
  '(what|where) is (the|your) (address|phone number|hospital|location|email|clinic|entrance|pharmacy|emergency room|car park)',
  '(where|what) are you [located]',
  'where is the hospital located',
  'how do i (get|find my way) to the (hospital|clinic|emergency room)',
  '(is there|do you have) (parking|a pharmacy|an emergency room|a car park) [nearby|here]',
  '(do you accept|do you take) [my] (insurance|new patients|credit cards|walk ins)',
  'how much (does it|does a visit|does a consultation) cost',
  // People.
  '(let me|can i|could i|i want to|i would like to|i need to) (talk|speak) (to|with) (a|an|the|some|a real) (person|human|someone|nurse|receptionist|operator|doctor|front desk) [please]',
  'let me (talk|speak) to (someone|somebody|a person) at the front desk',
  '(connect|transfer|put) me [through] to ([the] reception|the front desk|a person|{specialty}|a nurse|someone)',
  // Going on.
  '(hello|hi|hey|good morning|good afternoon|good evening) [there|doctor]',
  '(help|help me|what can you do|how can you help me|what can i (say|ask|do))',
  'can you help me [please|with my appointment|with something]',
  '(thanks|thank you|thank you very much|many thanks) [bye|goodbye]',
  '(bye|goodbye|bye for now|see you)',
  '(yes|yes please|sure|sure go ahead|okay|ok|yeah|yep|correct|right|that is correct|exactly|of course|fine|perfect|great)',
  'yes please (book|cancel|move|confirm|do) it',
  'yes (please|do it|go ahead|book it|confirm|confirm it|cancel it|that is correct|that is right|that works|i am sure)',
  "(confirm|confirm it|confirm the appointment|go ahead|do it|book it|that works|that's fine|sounds good)",
  "(no|no thanks|no thank you|nope|not now|never mind|don't do that|do not do that|stop|forget it|wait)",
  "no (i don't|not that one|a different time|another day|cancel it|leave it)",
  "i (don't know|am not sure|do not understand|changed my mind)",
  '[i would like|i will take|give me|take|book] the (first|second|third|last|other|earlier|later|next) (one|slot|time|appointment|doctor|option)',
  '(with|on|at|for|in|it is|make it) ({doctor}|{date}|{clock}|{part}|{specialty})',
  '{date} [at] {clock}',
  '({date}|{clock}|{part}|{doctor}|{specialty}|{complaint}|{practitioner})',
  '(any|the first|whichever) (doctor|time|day) [is fine|will do|you have]',
  '[can you] (repeat that|say that again) [please]',
  'my (name|birthday|date of birth|number|phone number) is ({doctor}|{month} {ordinal} [{year}]|{number} {number})',
  'i am {number} years old',
  'i take {number} milligrams of {medicine} [{small} times a day|every day|daily]',
  'for ({small}|a few|several) (days|weeks|months|hours)',
  '{phrase}',
  '(for|in|about|i need|i want|show me|find me|where is) [the] {phrase}',
];

/** Said now and then in all of the sentences: without them each would be heard as something else. */
export const commonWords =
  `a about after again all also am an and any anyone anything are as ask at away back be because been before being
  better but by call came can change come could date day days did do does doing done down each early else enough even
  ever every everything few find first for from get getting give go going gone good got had has have having he hear her
  here him his hour hours how i if in is it its just keep know last late later left let like little long look lot made
  make many may maybe me might mine minute more morning most much must my myself need never new next night no not
  nothing now of off often okay old on one only open or other our out over own people person place please possible
  problem put quite really right same say see she should show since so some someone something soon sorry still stop
  such sure take talk tell than thank that the their them then there these they thing things think this those time
  to today together too try two under until up us use used very wait want was way we week weeks well were what when
  where which while who why will wish with without work worse would year years yes yesterday yet you your`.split(
    /\s+/,
  );
