import {paragraphs, type Letter} from './letter.js';

/** To those who look at adverts before they show. */
export function advertWaiting(data: {advertId: string}): Letter {
  return {
    subject: 'An advert waits to be looked at',
    body: 'Nobody sees it before you have said yes.',
    path: `/council/adverts/${data.advertId}`,
  };
}

/** To whoever placed an advert: it shows now, or has to be changed first. */
export function advertDecided(data: {advertId: string; title: string; open: boolean; forName: string}): Letter {
  return {
    subject: data.open ? `Your advert shows now: ${data.title}` : `Your advert has to be changed: ${data.title}`,
    body: paragraphs(
      data.open
        ? 'PAs and providers can see it, without your name or address, and answer you inside.'
        : 'The council has looked at it and says what to change. Nobody else has seen it.',
      data.forName && `You are told because you act for ${data.forName}.`,
    ),
    path: `/adverts/${data.advertId}`,
  };
}
