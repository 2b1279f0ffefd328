/** A question and who answers it: all of the facts named; `~` is what a profile may say instead, which is worth less. */
export interface JudgedQuery {
  text: string;
  /** A postcode or place in the box for it; null where the text itself says where, or nowhere. */
  near: string | null;
  /** Each of these, or one of those with a bar between: `service:cleaning`, `need:dementia|says:memory`. */
  wants: readonly string[];
  /** What else somebody would be glad of. */
  says: RegExp | null;
}

const HERE = 'NG1 5DT';

/**
 * Text | who answers it | ~ what is worth something too | @ where, when it is not the middle of Nottingham; @- for
 * nowhere, or a place within the text. Misspelt, vague, local, awkward, as people write.
 */
const QUERIES = `
demntia cleanning nr NG1 | service:cleaning need:dementia | @-
cleaning | service:cleaning | ~clean
cleaner | service:cleaning | ~clean
hoover | service:cleaning | ~clean
hoovering | service:cleaning | ~clean
vaccuming | service:cleaning | ~clean
vacuum the house | service:cleaning | ~clean
housework | service:cleaning | ~clean
someone to clean my house | service:cleaning | ~clean
help around the house hoovering and dusting | service:cleaning | ~clean
home help | service:cleaning | ~clean
ironing | service:cleaning
cleanning | service:cleaning | ~clean
domestic help | service:cleaning | ~clean
shopping | service:shopping
shoping | service:shopping
food shopping | service:shopping
groceries | service:shopping
help with shopping near me | service:shopping
do my weekly shop | service:shopping
errands | service:shopping
personal care | service:personal_care
personl care | service:personal_care
washing and dressing | service:personal_care
help getting washed and dressed in the morning | service:personal_care
bathing | service:personal_care
shower | service:personal_care
toileting | service:personal_care
incontinence | service:personal_care
personal care for my mum with dementia | service:personal_care need:dementia
female carer for personal care | service:personal_care gender:female kind:pa
lady to help mum wash | service:personal_care gender:female
male carer | gender:male kind:pa
carer | kind:pa
carers | kind:pa
personal assistant | kind:pa
personal asistant | kind:pa
PA | kind:pa
support worker | kind:pa
suport worker | kind:pa
care worker near me | kind:pa
looking for a support worker | kind:pa
dementia | need:dementia | ~dementia|memory
demntia | need:dementia | ~dementia|memory
dimentia | need:dementia | ~dementia|memory
alzheimers | need:dementia | ~dementia|memory
alzhiemers | need:dementia | ~dementia|memory
memory loss | need:dementia | ~dementia|memory
memory problems company | need:dementia service:companionship
carer for dad with alzheimer's | need:dementia kind:pa | ~dementia
autism | need:autism | ~autis
autisim | need:autism | ~autis
autistic adult days out | need:autism service:going_out
aspergers | need:autism | ~autis
ASD support | need:autism | ~autis
learning disability | need:learning_disability
learning disabilities | need:learning_disability
LD | need:learning_disability
learning difficulties day centre | need:learning_disability service:day_opportunities
downs syndrome | need:learning_disability
day centre | service:day_opportunities
daycentre | service:day_opportunities
day center | service:day_opportunities
day opportunities | service:day_opportunities
day service for adults with learning disabilities | service:day_opportunities need:learning_disability
activities during the day | service:day_opportunities
respite | service:short_breaks
respit | service:short_breaks
short break | service:short_breaks
short breaks | service:short_breaks
break for carers | service:short_breaks
sitting service | service:short_breaks
respite for my husband dementia | service:short_breaks need:dementia
night sitter | service:waking_nights
nihgt sitter | service:waking_nights
waking night | service:waking_nights
waking nights | service:waking_nights
overnight | service:waking_nights|service:sleep_ins
sleep in | service:sleep_ins
sleepover | service:sleep_ins
sleep-in carer | service:sleep_ins kind:pa
live in carer | service:live_in kind:pa
live-in care | service:live_in
24 hour live in | service:live_in
sign language | service:bsl|language:bfi | ~sign language
BSL | service:bsl|language:bfi | ~sign language
british sign language interpreter | service:bsl
signer | service:bsl|language:bfi | ~sign language
deaf | service:bsl|need:sensory
hard of hearing | service:bsl|need:sensory
makaton | service:communication | ~makaton
blind | need:sensory
visually impaired shopping | need:sensory service:shopping
mental health | need:mental_health
depression and anxiety | need:mental_health
anxiety | need:mental_health
someone to talk to | service:companionship
lonely | service:companionship
befriender | service:companionship
befreinding | service:companionship
companion for elderly lady | service:companionship
company | service:companionship
end of life | need:end_of_life|service:end_of_life
palliative | need:end_of_life|service:end_of_life
paliative care | need:end_of_life|service:end_of_life
hospice at home | need:end_of_life|service:end_of_life
gardening | service:gardening | ~garden
gardner | service:gardening | ~garden
someone to cut the grass | service:gardening | ~garden
lawn mowing | service:gardening | ~garden
handyman | service:handy_person
odd jobs | service:handy_person
grab rails | service:handy_person
DIY | service:handy_person
driver | service:transport | ~driv
lift to hospital | service:transport
transport to appointments | service:transport
wheelchair taxi | service:transport
cooking | service:meals | ~cook
cook meals | service:meals | ~cook
meal prep | service:meals | ~cook
home cooking polish | service:meals language:pl
medication | service:medication | ~medication
medicaton | service:medication | ~medication
help with tablets | service:medication|service:technology
hoist | service:mobility|service:health_tasks|need:physical | ~hoist
moving and handling | service:mobility | ~moving and handling|hoist
stroke | need:physical | ~stroke
parkinsons | need:physical | ~parkinson
wheelchair user | need:physical | ~wheelchair
MS | need:physical
catheter | service:health_tasks
peg feeding | service:health_tasks
forms and letters | service:paperwork | ~letters
help filling in forms | service:paperwork | ~letters
paying bills | service:paperwork
PIP forms | service:paperwork
dog walking | service:pets
walk my dog | service:pets
dogs | service:pets | ~dogs
computer help | service:technology
ipad | service:technology
find a job | service:work_and_learning
college support | service:work_and_learning | ~college
parent with a disability | service:parenting need:physical
Polish | language:pl
polish speaking carer | language:pl kind:pa
urdu speaking female carer | language:ur gender:female kind:pa
punjabi | language:pa
male PA swimming gym | name:Tom B. | ~swimming
Amina K | name:Amina K.
amina | name:Amina K. | ~Amina
Ewa | name:Ewa N.
Kwamee | name:Kwame B. | ~Kwame
Sherwood Days | name:Sherwood Days
signs of life | name:Signs of Life
step out | name:Step Out
lunch club mansfield | name:The Tuesday Table | @Mansfield
dementia care in Mansfield | need:dementia | ~dementia|memory | @-
cleaner near Worksop | service:cleaning | @-
gardener newark | service:gardening | @Newark
handyman near Newark | service:handy_person | @-
personal care NG18 2RD | service:personal_care | @-
carer nr S81 | kind:pa | @-
shopping retford | service:shopping|service:companionship | @Retford
trains museums football | name:Owen P. | @Mansfield
`;

export const JUDGED: readonly JudgedQuery[] = QUERIES.trim()
  .split('\n')
  .map((line) => {
    const [text = '', wants = '', ...rest] = line.split(/ \| /).map((cell) => cell.trim());
    const said = rest.find((each) => each.startsWith('~'));
    const at = rest.find((each) => each.startsWith('@'));
    return {
      text,
      near: at === undefined ? HERE : at === '@-' ? null : at.slice(1),
      wants: wants.split(/ (?=(?:service|need|language|gender|kind|name):)/),
      says: said === undefined ? null : new RegExp(said.slice(1), 'i'),
    };
  });
